import type { Figure, Result } from '@dynosim/models';
import { durationFigure, type FigureText, perHourText, significant } from './quantity-text.ts';

/** What became of the memory of the dynos, label by label; nothing where no memory is described. */
export function memoryFigures(result: Result): [label: string, figure: FigureText][] {
  const { memoryMb, replications } = result;
  if (memoryMb === null || memoryMb.peak === null) return [];
  const { quota, peak, r14AfterSeconds, r15AfterSeconds, r14Runs, r15Runs } = memoryMb;
  const most: FigureText = { value: `${significant(peak)} MB`, range: `in a dyno at most, of ${quota} MB`, unit: '' };
  return [
    ['Memory', most],
    ...kernelKills(result),
    ...first('First R14 after', r14AfterSeconds, r14Runs, replications),
    ...first('First R15 after', r15AfterSeconds, r15Runs, replications),
  ];
}

function kernelKills({ counts, simulatedSeconds, warmupSeconds }: Result): [string, FigureText][] {
  if (counts.memoryKill === 0) return [];
  const value = perHourText(counts.memoryKill, simulatedSeconds + warmupSeconds);
  const whom = counts.restart > counts.R15 ? 'of whole dynos, at their quota' : 'of workers, for their memory';
  return [['Kernel kills', { value, range: whom, unit: '' }]];
}

/** Where not every run has seen it, the others would have been later: then how many have. */
function first(label: string, after: Figure, runs: number, all: number): [string, FigureText][] {
  if (runs === 0) return [];
  const ms = (seconds: number | null): number | null => (seconds === null ? null : seconds * 1000);
  const figure = durationFigure({ value: ms(after.value), low: ms(after.low), high: ms(after.high) });
  return [[label, runs === all ? figure : { ...figure, range: `in ${runs} of ${all} runs`, unit: '' }]];
}
