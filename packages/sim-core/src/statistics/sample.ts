import { Histogram, type HistogramSummary } from './histogram.ts';
import { EMPTY_TALLY, mergeTallies, type TallySummary } from './tally.ts';

/** A sample as plain data: its moments and its histogram. */
export interface SampleSummary {
  readonly times: TallySummary;
  readonly histogram: HistogramSummary;
}

/**
 * Non-negative observations of which many may be exactly 0, as waiting times are. Hot: a 0 costs one addition, any
 * other the histogram's entry and three operations; the moments are those of `Tally`, its twin, to the last bit.
 */
export class Sample {
  private readonly histogram = new Histogram();
  private zeros = 0;
  private shift = 0;
  private sum = 0;
  private sumOfSquares = 0;

  add(x: number): void {
    if (x === 0) {
      this.zeros += 1;
      return;
    }
    if (this.histogram.count === 0) this.shift = x;
    const d = x - this.shift;
    this.sum += d;
    this.sumOfSquares += d * d;
    this.histogram.add(x);
  }

  /** Observations that were not 0. */
  get positive(): number {
    return this.histogram.count;
  }

  summary(): SampleSummary {
    const none: TallySummary = { count: this.zeros, mean: 0, squares: 0, min: 0, max: 0 };
    const times = mergeTallies(this.zeros > 0 ? none : EMPTY_TALLY, this.positiveTally());
    return { times, histogram: this.histogram.summary(this.zeros) };
  }

  private positiveTally(): TallySummary {
    const { count, min, max } = this.histogram.summary();
    if (count === 0) return EMPTY_TALLY;
    const squares = Math.max(0, this.sumOfSquares - this.sum ** 2 / count);
    return { count, mean: this.shift + this.sum / count, squares, min, max };
  }
}
