import { type EventKind, Order, type ProcessorSharing, type Simulation, type UniformStream } from '@dynosim/sim-core';

/** Somebody else's busy loop on the same cores. */
export interface Neighbour {
  /** cgroup's cpu.shares, against those of the dyno. */
  readonly shares: number;
  /** It computes for `on` and rests for `off` [s]; without a rest it computes always. */
  readonly on: number;
  readonly off: number;
}

/**
 * Neighbours that compete for the cores by shares: while they compute, the machine has its share of the cores, or what
 * they cannot use with one thread each; while they rest it has all (cgroup cpu.shares, Linux sched-design-CFS;
 * measured: exactly 1/2 and 1/4, also on the scale of 10 ms).
 */
export class CpuNeighbours {
  private readonly simulation: Simulation;
  private readonly stations: readonly ProcessorSharing[];
  private readonly cores: number;
  private readonly shares: number;
  private readonly neighbours: readonly Neighbour[];
  private readonly isActive: Uint8Array;
  private readonly turns: EventKind;

  /** Where a neighbour that rests stands in its cycle is chance: one number of `phase` each. */
  constructor(
    simulation: Simulation,
    stations: readonly ProcessorSharing[],
    cores: number,
    own: { readonly shares: number; readonly neighbours: readonly Neighbour[] },
    phase: UniformStream,
  ) {
    this.simulation = simulation;
    this.stations = stations;
    this.cores = cores;
    this.shares = own.shares;
    this.neighbours = own.neighbours;
    this.isActive = new Uint8Array(own.neighbours.length).fill(1);
    this.turns = simulation.onBackground('neighbour turns', (n) => this.turn(n), Order.change);
    for (const [n, neighbour] of own.neighbours.entries()) this.begin(neighbour, n, phase);
    this.apply();
  }

  private begin({ on, off }: Neighbour, n: number, phase: UniformStream): void {
    if (off === 0) return;
    const into = phase.next() * (on + off);
    this.isActive[n] = into < on ? 1 : 0;
    this.simulation.startBackground(into < on ? on - into : on + off - into, this.turns, n);
  }

  private turn(n: number): number {
    const { on, off } = this.neighbours[n]!;
    this.isActive[n] = 1 - this.isActive[n]!;
    this.apply();
    return this.isActive[n] === 1 ? on : off;
  }

  private apply(): void {
    const { cores, shares } = this;
    const active = this.neighbours.filter((_, n) => this.isActive[n] === 1);
    const others = active.reduce((sum, neighbour) => sum + neighbour.shares, 0);
    const capacity = Math.max(cores - active.length, (cores * shares) / (shares + others));
    for (const station of this.stations) station.setCapacity(capacity);
  }
}
