import type { ChartDefinition } from './chart.ts';
import { percentiles } from './percentiles.ts';

export type { ChartDefinition } from './chart.ts';
export { palette, theme } from './theme.ts';

/** Every chart: one line each. */
export const charts: readonly ChartDefinition[] = [percentiles];
