import { Histogram, type HistogramSummary } from './histogram.ts';
import { EMPTY_TALLY, mergeTallies, Tally, type TallySummary } from './tally.ts';

/** A sample as plain data: its moments and its histogram. */
export interface SampleSummary {
  readonly times: TallySummary;
  readonly histogram: HistogramSummary;
}

/** Non-negative observations of which many may be exactly 0, as waiting times are. Hot: a 0 costs one addition. */
export class Sample {
  private readonly tally = new Tally();
  private readonly histogram = new Histogram();
  private zeros = 0;

  add(x: number): void {
    if (x === 0) {
      this.zeros += 1;
      return;
    }
    this.tally.add(x);
    this.histogram.add(x);
  }

  /** Observations that were not 0. */
  get positive(): number {
    return this.tally.count;
  }

  summary(): SampleSummary {
    const none: TallySummary = { count: this.zeros, mean: 0, squares: 0, min: 0, max: 0 };
    const times = mergeTallies(this.zeros > 0 ? none : EMPTY_TALLY, this.tally.summary());
    return { times, histogram: this.histogram.summary(this.zeros) };
  }
}
