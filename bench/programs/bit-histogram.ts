const SUB_BITS = 7; // 128 buckets an octave: relative width at most 0.8 %
const SHIFT = 20 - SUB_BITS;
const BASE = (1023 - 20) << SUB_BITS;

const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/** Percentiles by the upper bits of the floating-point representation. Hot. */
export class BitHistogram {
  private count = 0;
  private readonly counts = new Uint32Array(40 << SUB_BITS);

  add(x: number): void {
    double[0] = x;
    this.counts[(words[1]! >>> SHIFT) - BASE]! += 1;
    this.count += 1;
  }

  quantile(p: number): number {
    const rank = p * (this.count - 1);
    let below = 0;
    let bucket = 0;
    while (below + this.counts[bucket]! <= rank) below += this.counts[bucket++]!;
    const fraction = (rank - below + 0.5) / this.counts[bucket]!;
    return edge(bucket) + fraction * (edge(bucket + 1) - edge(bucket));
  }
}

function edge(bucket: number): number {
  words[0] = 0;
  words[1] = (bucket + BASE) << SHIFT;
  return double[0]!;
}
