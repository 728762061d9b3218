import type { TopLevelSpec } from 'vega-lite';
import type { ChartDefinition } from './chart.ts';
import { frame } from './frame.ts';
import { setting } from './label.ts';
import { type LabelledLine, labelledLine } from './labelled-line.ts';
import { type Look, looksOf, type Memory, mb, memoryTitle, time } from './memory-story.ts';
import { message } from './message.ts';
import { palette } from './theme.ts';

const NO_MEMORY =
  'The scenario does not say what its processes need, or nothing was recorded. Write server.memory, such as memory: {worker: 110MB}, and the memory of the machine.';
const UNITS = [
  { name: 'hours', size: 3600, from: 7200 },
  { name: 'minutes', size: 60, from: 120 },
  { name: 'seconds', size: 1, from: 0 },
] as const;

/** The saw-tooth: memory of one dyno over time, as the platform sees it every 20 s, with the lines where it acts. */
export const memory: ChartDefinition = {
  name: 'memory',
  summary: 'memory of a dyno over time, its quota, and where the platform restarts it',
  simulate: 'once',
  takes: { results: 'one', measured: false },
  draw({ results: [result] }) {
    const looks = result ? looksOf(result) : [];
    if (!result?.memoryMb || looks.length === 0) return message('No memory to draw', [], NO_MEMORY);
    const { memoryMb } = result;
    const lines = linesOf(memoryMb, looks);
    const highest = Math.max(...looks.map((look) => look.mb), ...lines.map(({ at }) => at));
    const y = { type: 'quantitative', scale: { domain: [0, 1.08 * highest], nice: false }, axis: memoryAxis() };
    const story = [setting(result), `One dyno of one run, seen every 20 s; simulated, seed ${result.seed}`];
    return {
      ...frame(memoryTitle(result, memoryMb, looks), story),
      data: { values: rowsOf(looks) },
      layer: [...curve(looks, y), ...lines.flatMap((line) => labelledLine(line, y))],
    } as TopLevelSpec;
  },
};

/** The quota; R15 far above it only where memory came that far. */
function linesOf({ quota, killAbove }: Memory, looks: readonly Look[]): LabelledLine[] {
  const isOver = looks.some((look) => look.mb > quota);
  const consequence = killAbove === null ? 'the kernel kills above it' : 'R14 above it';
  const line = { field: 'at', at: quota, text: `quota ${mb(quota)}: ${consequence}`, colour: palette.ink };
  if (killAbove === null || !isOver) return [line];
  const text = `${mb(killAbove)}: R15, the dyno is restarted`;
  return [line, { field: 'at', at: killAbove, text, colour: palette.objective }];
}

function rowsOf(looks: readonly Look[]): object[] {
  const { size } = unitOf(looks);
  return looks.map((look) => ({ at: look.at / size, mb: look.mb, said: `${mb(look.mb)} after ${time(look.at)}` }));
}

function unitOf(looks: readonly Look[]): (typeof UNITS)[number] {
  return UNITS.find(({ from }) => looks.at(-1)!.at >= from)!;
}

function memoryAxis(): object {
  return { title: 'memory of the dyno (MB)', tickCount: 6, format: ',~f', grid: true };
}

function curve(looks: readonly Look[], y: object): object[] {
  const { name, size } = unitOf(looks);
  const scale = { domain: [0, looks.at(-1)!.at / size], nice: false };
  const axis = { title: `time (${name})`, tickCount: 8, format: '~f' };
  const encoding = {
    x: { type: 'quantitative', field: 'at', scale, axis },
    y: { ...y, field: 'mb' },
    color: { value: palette.p95 },
  };
  const description = { field: 'said', type: 'nominal' };
  return [
    { mark: { type: 'area', opacity: 0.15, aria: false }, encoding },
    { mark: { type: 'line', strokeWidth: 2, strokeJoin: 'round', aria: false }, encoding },
    { mark: { type: 'point', filled: true, size: 14, opacity: 1 }, encoding: { ...encoding, description } },
  ];
}
