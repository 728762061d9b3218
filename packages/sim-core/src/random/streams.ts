import { fail } from '../kernel/invariant.ts';
import { UniformStream } from './uniform-stream.ts';

/**
 * The random numbers of one replication: one named stream for each purpose (arrivals, routing, each demand).
 *
 * With a stream of its own, a purpose draws the same numbers whatever the rest of the model does, so two designs meet
 * the same work (synchronised common random numbers: Law, Simulation Modeling and Analysis, 5th ed., 11.2.3).
 */
export class Streams {
  private readonly seed: string;
  private readonly replication: number;
  private readonly names = new Set<string>();

  constructor(seed: string, replication: number) {
    if (!Number.isInteger(replication) || replication < 0)
      fail(`replication ${replication} is not a whole number >= 0`);
    this.seed = seed;
    this.replication = replication;
  }

  /** The stream of one purpose. A second call with the same name fails: no stream serves two purposes. */
  uniform(name: string, block = 512): UniformStream {
    if (this.names.has(name)) fail(`random stream '${name}' is already in use`);
    this.names.add(name);
    return new UniformStream(streamKey(this.seed, name, this.replication), block);
  }
}

/** JSON, because it quotes: seed 'a' with name 'b,c' and seed 'a,b' with name 'c' stay apart. */
export function streamKey(seed: string, name: string, replication: number): string {
  return JSON.stringify([seed, name, replication]);
}
