import type { Result } from '@dynosim/models';
import type { TopLevelSpec } from 'vega-lite';
import type { ChartDefinition, ChartInput } from './chart.ts';
import { frame } from './frame.ts';
import { haloed } from './halo.ts';
import { certainty, setting, shown } from './label.ts';
import { stateOf } from './load-points.ts';
import type { Measured } from './measured.ts';
import { message } from './message.ts';
import { keyText, onLogAxis, type Span, spanOf, spanText } from './objective.ts';
import { PERCENTILES, percentileAxis, slowerThan } from './percentile-axis.ts';
import { change, duration, significant } from './quantity.ts';
import { HEIGHT, palette } from './theme.ts';
import { type TimeAxis, timeAxis } from './time-axis.ts';

/** Room for the row of errors below the curves [px]. */
const ERRORS = 30;

/** A percentile that was predicted and measured. */
interface Pair {
  readonly name: string;
  readonly slower: number;
  readonly span: Span;
  readonly measured: number;
  /** Relative to the measured value. */
  readonly error: number;
}

/** How close the simulator comes to a real run, percentile by percentile. */
export const predictedAgainstMeasured: ChartDefinition = {
  name: 'predicted-against-measured',
  summary: 'a predicted result beside what was measured of the real system, percentile by percentile',
  simulate: 'once',
  takes: { results: 'one', measured: true },
  draw({ results: [result], measured: [measured] = [] }: ChartInput) {
    if (result === undefined || measured === undefined)
      return message('Nothing to compare', [], 'It takes a predicted result and a measured run.');
    const pairs = stateOf(result) === 'steady' ? pairsOf(result, measured) : [];
    if (pairs.length === 0) return message('Nothing to compare', subtitle(result, measured), reason(result));
    return picture(title(pairs), subtitle(result, measured), pairs, measured);
  },
};

function pairsOf({ latencyMs }: Result, { percentiles }: Measured): Pair[] {
  return PERCENTILES.flatMap(({ key, share, slower }) => {
    const span = spanOf(latencyMs[key]);
    const measured = percentiles.find((one) => Math.abs(one.share - share) < 1e-9)?.ms;
    if (span === undefined || measured === undefined || !(measured > 0)) return [];
    return [{ name: keyText(key), slower, span, measured, error: span.ms / measured - 1 }];
  });
}

function picture(head: string, story: readonly string[], pairs: readonly Pair[], measured: Measured): TopLevelSpec {
  // With p50 alone the axis still needs a length.
  const last = Math.max(10, pairs.at(-1)!.slower);
  const curve = measured.percentiles
    .map(({ share, ms }) => ({ slower: slowerThan(share), ms, said: `measured: ${duration(ms)}` }))
    .filter(({ slower }) => slower >= 2 && slower <= last);
  const predicted = pairs.map(({ span, slower, name }) => {
    return { slower, ...onLogAxis(span), said: `${name} predicted: ${spanText(span)}` };
  });
  const times = [...predicted.flatMap(({ low, high }) => [low, high]), ...curve.map(({ ms }) => ms)];
  const y = timeAxis(times, HEIGHT - ERRORS);
  return {
    ...frame(head, story),
    data: { values: predicted },
    encoding: { x: { ...percentileAxis({ grid: false, to: last }), field: 'slower' } },
    layer: [guides(), ...measuredLayers(curve, pairs, y), ...predictedLayers(y), ...legend(y, pairs), errorRow(pairs)],
  } as TopLevelSpec;
}

/** A thin line from each point to its error. */
function guides(): object {
  return {
    mark: { type: 'rule', color: palette.grid, aria: false },
    encoding: { y: { value: 0 }, y2: { value: HEIGHT - ERRORS } },
  };
}

/** What was measured: a thin curve, and a ring at each percentile that is compared. */
function measuredLayers(curve: readonly object[], pairs: readonly Pair[], { encoding }: TimeAxis): object[] {
  const rings = pairs.map(({ slower, measured, name }) => {
    return { slower, ms: measured, said: `${name} measured: ${duration(measured)}` };
  });
  const y = { ...encoding, field: 'ms' };
  return [
    {
      data: { values: curve },
      mark: { type: 'line', color: palette.ink, strokeWidth: 1.5, aria: false },
      encoding: { y },
    },
    {
      data: { values: rings },
      mark: { type: 'point', size: 150, color: palette.ink, strokeWidth: 1.5, fill: 'white', opacity: 1 },
      encoding: { y, description: { field: 'said', type: 'nominal' } },
    },
  ];
}

/** What was predicted: a point in the ring if it is right, and its interval. */
function predictedLayers({ encoding }: TimeAxis): object[] {
  const color = palette.series[0];
  return [
    {
      mark: { type: 'rule', color, strokeWidth: 2.5, aria: false },
      encoding: { y: { ...encoding, field: 'low' }, y2: { field: 'high' } },
    },
    {
      mark: { type: 'point', filled: true, size: 56, color, opacity: 1 },
      encoding: { y: { ...encoding, field: 'ms' }, description: { field: 'said', type: 'nominal' } },
    },
  ];
}

/** The two names beside the last pair, the higher one above. */
function legend({ encoding }: TimeAxis, pairs: readonly Pair[]): object[] {
  const { slower, span, measured } = pairs.at(-1)!;
  const isAbove = span.ms >= measured;
  const name = (text: string, ms: number, color: string, isUpper: boolean): object[] =>
    haloed({
      data: { values: [{ slower, ms }] },
      mark: {
        type: 'text',
        text,
        color,
        fontWeight: 600,
        align: 'left',
        baseline: 'middle',
        dx: 14,
        dy: isUpper ? -10 : 10,
      },
      encoding: { y: { ...encoding, field: 'ms' } },
    });
  return [
    ...name('predicted', span.ms, palette.series[0], isAbove),
    ...name('measured', measured, palette.ink, !isAbove),
  ];
}

/** How far the prediction is off the measurement, under each pair. */
function errorRow(pairs: readonly Pair[]): object {
  const values = pairs.map(({ slower, error }) => ({ slower, text: change(error) }));
  return {
    data: { values },
    mark: { type: 'text', fontWeight: 600, baseline: 'middle', color: palette.series[0] },
    encoding: { y: { value: HEIGHT - ERRORS / 2 + 4 }, text: { field: 'text', type: 'nominal' } },
  };
}

/** The finding: the error of p95, or of the highest percentile that there is. */
function title(pairs: readonly Pair[]): string {
  const { name, span, measured, error } = pairs.find((pair) => pair.name === 'p95') ?? pairs.at(-1)!;
  return `Predicted ${name} is ${duration(span.ms)}, measured ${duration(measured)}: ${change(error)}`;
}

function subtitle(result: Result, { name, requests }: Measured): string[] {
  const count = requests === undefined ? '' : `, ${significant(requests)} requests`;
  return [
    `Predicted: ${setting(result)}`,
    `Measured: ${shown(name, 60)}${count}`,
    certainty('Bars of the prediction', [result]),
  ];
}

function reason(result: Result): string {
  const state = stateOf(result);
  if (state === 'saturated') return 'The simulated app is saturated: it has no response times to compare.';
  if (state === 'failed') return 'Every simulated request fails: there are no response times to compare.';
  const names = PERCENTILES.map(({ key }) => keyText(key)).join(', ');
  return `The measured run has none of the percentiles that a result has: ${names}.`;
}
