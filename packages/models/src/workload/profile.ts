import { Exponential, Order, Variates } from '@dynosim/sim-core';
import type { RateProfile, WorkloadDefinition } from './workload.ts';

/**
 * Poisson arrivals whose rate follows the clock, constant within each row of the profile. By inversion: arrivals of a
 * Poisson process of rate 1 are moved to the times at which the integral of the rate reaches them, so the same draws
 * give the same day at any scale. Source: Çınlar, Introduction to Stochastic Processes (1975), 4.7; Law, Simulation
 * Modeling and Analysis, 5th ed., 8.6.2.
 */
export const profile: WorkloadDefinition = {
  name: 'profile',
  summary: 'random arrivals whose rate follows a file, by time of day',
  source: 'the file itself; non-homogeneous Poisson process: Law, 5th ed., 8.6.2',
  chosenBy: 'key',
  closed: false,
  random: () => true,
  needs: [],
  meanRate: ({ scale }, _trace, rates) => (totalArrivals(rates!) / rates!.end) * (scale ?? 1),
  create({ scale }, { simulation, streams, arrive, profile: rates }) {
    const unit = new Variates(new Exponential(1), streams.uniform('arrivals'));
    const clock = new ProfileClock(rates!, scale ?? 1);
    let row = 0;
    const next = (): void => {
      const time = clock.advance(unit.next());
      if (time < Number.POSITIVE_INFINITY) simulation.scheduleAt(time, arrival, 0);
    };
    const arrival = simulation.on(
      'arrival',
      () => {
        next();
        arrive(row++);
      },
      Order.arrival,
    );
    return { start: next };
  },
};

function totalArrivals({ start, rate, end }: RateProfile): number {
  return rate.reduce((sum, r, i) => sum + r * ((start[i + 1] ?? end) - start[i]!), 0);
}

/** The inverse of the integrated rate, moving forward only. Hot: one step a row and one division an arrival. */
class ProfileClock {
  private readonly profile: RateProfile;
  private readonly scale: number;
  private row = 0;
  private time: number;

  constructor(profile: RateProfile, scale: number) {
    this.profile = profile;
    this.scale = scale;
    this.time = profile.start[0]!;
  }

  /** The time at which the integral of the rate has grown by `area` [requests]; Infinity after the end. */
  advance(area: number): number {
    const { start, rate, end } = this.profile;
    let left = area;
    while (this.row < rate.length) {
      const until = start[this.row + 1] ?? end;
      const perSecond = rate[this.row]! * this.scale;
      const inRow = (until - this.time) * perSecond;
      if (left < inRow) {
        this.time += left / perSecond;
        return this.time;
      }
      left -= inRow;
      this.time = until;
      this.row += 1;
    }
    return Number.POSITIVE_INFINITY;
  }
}
