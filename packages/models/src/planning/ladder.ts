import type { Design, Designs } from './design.ts';
import type { LoadAxis } from './load-axis.ts';
import { oneDyno, standsFor } from './one-dyno.ts';

/**
 * Part of the saturation rate above which nobody should plan to run, and no simulation is sent: it would take too long
 * to see a steady state. Assumed.
 */
export const CEILING = 0.95;

/** Loads of the first look, as parts of what the scenario can take at all; the bend is between the last ones. */
const STEADY = [0.3, 0.5, 0.7, 0.8, 0.87, 0.93];
/** Clients who wait, and traffic with an end, may be more than the long run could take. */
const ENDLESS = [0.25, 0.5, 0.75, 1, 1.25, 1.6, 2];

/** The designs of one scenario by load. */
export class Ladder {
  readonly axis: LoadAxis;
  /** The load at which the long run gives out, in the unit of the axis. */
  readonly limit: number;
  /** True where no load beyond the limit makes sense. */
  readonly isSteady: boolean;
  /** True of runs with a beginning and an end. */
  readonly isTerminating: boolean;
  private readonly designs: Designs;
  private readonly base: Design;

  constructor(designs: Designs, base: Design, axis: LoadAxis, limit: number) {
    this.designs = designs;
    this.base = base;
    this.axis = axis;
    this.limit = limit;
    this.isTerminating = base.scenario.run.horizon === 'terminating';
    this.isSteady = axis.quantity !== 'clients' && !this.isTerminating;
  }

  /** Largest load to try. */
  get top(): number {
    return Math.min(this.axis.most, this.isSteady ? CEILING * this.limit : Number.POSITIVE_INFINITY);
  }

  /** A load as the scenario can have it: a number of clients is whole. */
  rung(load: number): number {
    const within = Math.min(load, this.top);
    return this.axis.quantity === 'clients' ? Math.max(1, Math.round(within)) : Number(within.toPrecision(12));
  }

  /** Loads of the first look, with today's if it is among them. */
  first(): number[] {
    const { axis, limit } = this;
    const parts = this.isSteady ? STEADY : ENDLESS;
    const rungs = [...parts.map((part) => part * limit), axis.today].map((load) => this.rung(load));
    const highest = this.rung(parts.at(-1)! * limit);
    return [...new Set(rungs)].filter((load) => load <= highest).toSorted((a, b) => a - b);
  }

  /** The design at a load; where dynos do not know of each other, one of them with its share. */
  at(load: number): Design {
    const { designs, base, axis } = this;
    const count = standsFor(base.scenario);
    return designs.variant(base, axis.change(load), ...(count > 1 ? [oneDyno(load, count)] : []));
  }
}
