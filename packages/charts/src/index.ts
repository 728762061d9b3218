import type { ChartDefinition } from './chart.ts';
import { latencyByLoad } from './latency-by-load.ts';
import { memory } from './memory.ts';
import { percentiles } from './percentiles.ts';
import { predictedAgainstMeasured } from './predicted-against-measured.ts';

export type { ChartDefinition, ChartInput } from './chart.ts';
export { type Measured, type MeasuredPercentile, measuredPercentiles } from './measured.ts';
export { palette, theme } from './theme.ts';

/** Every chart: one line each. */
export const charts: readonly ChartDefinition[] = [latencyByLoad, memory, percentiles, predictedAgainstMeasured];
