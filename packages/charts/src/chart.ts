import type { Result } from '@dynosim/models';
import type { TopLevelSpec } from 'vega-lite';
import type { Measured } from './measured.ts';

/** What a chart may be drawn from. */
export interface ChartInput {
  readonly results: readonly Result[];
  /** Figures of real runs; most charts do without. */
  readonly measured?: readonly Measured[];
  /** The load of today [1/s], where the results do not say it: a mark on an axis of loads. */
  readonly today?: number;
}

/** A chart of results: a pure function, so it draws the same in a report, a notebook and a test. */
export interface ChartDefinition {
  /** The name by which users ask for it. */
  readonly name: string;
  /** The question that it answers. */
  readonly summary: string;
  /** What has to be simulated of a scenario to draw it: the scenario as it stands, or the same at many loads. */
  readonly simulate: 'once' | 'by load';
  /** What it is drawn from: one result or any number, with a measured run or without. */
  readonly takes: { readonly results: 'one' | 'many'; readonly measured: boolean };
  /** The picture; for input without figures a picture that says why there are none. */
  readonly draw: (input: ChartInput) => TopLevelSpec;
}
