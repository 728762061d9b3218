import type { Result } from '@dynosim/models';
import type { TopLevelSpec } from 'vega-lite';

/** A chart of one or more results: a pure function, so it draws the same in a report, a notebook and a test. */
export interface ChartDefinition {
  /** The name by which users ask for it. */
  readonly name: string;
  /** The question that it answers. */
  readonly summary: string;
  readonly draw: (results: readonly Result[]) => TopLevelSpec;
}
