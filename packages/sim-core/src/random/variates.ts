import type { Distribution } from '../distributions/distribution.ts';
import type { UniformStream } from './uniform-stream.ts';

/**
 * Variates of one distribution from one stream: the n-th variate comes from the n-th uniform.
 *
 * Hot: a block at a time, so the loop over the distribution's formula is compiled once for it alone and `next` is a
 * read. The block reads ahead, so the stream must have no other reader. Naive twin: `quantile(stream.next())`.
 */
export class Variates {
  private readonly distribution: Distribution;
  private readonly stream: UniformStream;
  private readonly block: Float64Array;
  private position: number;

  constructor(distribution: Distribution, stream: UniformStream, block = 512) {
    this.distribution = distribution;
    this.stream = stream;
    this.block = new Float64Array(block);
    this.position = block;
  }

  next(): number {
    if (this.position === this.block.length) this.refill();
    return this.block[this.position++]!;
  }

  private refill(): void {
    this.stream.fill(this.block);
    this.distribution.transform(this.block);
    this.position = 0;
  }
}
