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
  /** Of each machine and neighbour: it computes. */
  private readonly isActive: Uint8Array;
  private readonly turns: EventKind;

  /** Each machine has such neighbours of its own. Where one that rests stands in its cycle is chance: one number of `phase` each. */
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
    const { length } = own.neighbours;
    this.isActive = new Uint8Array(stations.length * length).fill(1);
    this.turns = simulation.onBackground('neighbour turns', (which) => this.turn(which), Order.change);
    for (const d of stations.keys()) {
      for (const n of own.neighbours.keys()) this.begin(d * length + n, phase);
      this.apply(d);
    }
  }

  private begin(which: number, phase: UniformStream): void {
    const { on, off } = this.neighbours[which % this.neighbours.length]!;
    if (off === 0) return;
    const into = phase.next() * (on + off);
    this.isActive[which] = into < on ? 1 : 0;
    this.simulation.startBackground(into < on ? on - into : on + off - into, this.turns, which);
  }

  private turn(which: number): number {
    const { length } = this.neighbours;
    const { on, off } = this.neighbours[which % length]!;
    this.isActive[which] = 1 - this.isActive[which]!;
    this.apply(Math.floor(which / length));
    return this.isActive[which] === 1 ? on : off;
  }

  private apply(d: number): void {
    const { cores, shares, neighbours } = this;
    const active = neighbours.filter((_, n) => this.isActive[d * neighbours.length + n] === 1);
    const others = active.reduce((sum, neighbour) => sum + neighbour.shares, 0);
    this.stations[d]!.setCapacity(Math.max(cores - active.length, (cores * shares) / (shares + others)));
  }
}
