import type { Scenario } from '../scenario/scenario.ts';
import { offeredLoad } from '../study/offered-load.ts';
import type { Change } from './design.ts';

/** What grows when the load of a scenario grows. */
export interface LoadAxis {
  /** An arrival rate [1/s], a number of clients, or a multiple of recorded or bursty traffic. */
  readonly quantity: 'rate' | 'clients' | 'scale';
  /** Of the scenario as it is. */
  readonly today: number;
  /** Largest value that a scenario may have. */
  readonly most: number;
  readonly change: (load: number) => Change;
  /** Mean arrivals a second at this load [1/s]; NaN where they depend on the answers. */
  readonly ratePerSecond: (load: number) => number;
  /** The load at which so many requests arrive a second, at the peak of a traffic that has one, if nobody ever waits. */
  readonly loadAt: (ratePerSecond: number) => number;
}

type Fixed = Pick<LoadAxis, 'quantity' | 'most' | 'change' | 'ratePerSecond'>;

const CLIENTS: Fixed = {
  quantity: 'clients',
  most: 100_000,
  change: (load) => (document) => {
    document.traffic = { ...document.traffic, clients: load };
  },
  ratePerSecond: () => Number.NaN,
};

const RATE: Fixed = {
  quantity: 'rate',
  most: 1e6,
  change: (load) => (document) => {
    document.traffic = { ...document.traffic, rate: `${load}/s` };
  },
  ratePerSecond: (load) => load,
};

/** The axis of a kind of traffic: the same pattern of arrivals, only more of it. */
export function loadAxis(scenario: Scenario): LoadAxis {
  const { traffic } = scenario;
  const load = offeredLoad(scenario);
  if (traffic.clients !== undefined) {
    const alone = load.service + (traffic.think?.mean ?? 0);
    return { ...CLIENTS, today: traffic.clients, loadAt: (rate) => rate * alone };
  }
  if (traffic.rate !== undefined) return { ...RATE, today: traffic.rate, loadAt: (rate) => rate };
  const today = traffic.on ? 1 : (traffic.scale ?? 1);
  const peak = peakRate(scenario, load.rate);
  return {
    quantity: 'scale',
    today,
    most: 1e6,
    change: traffic.on ? bursts(traffic.on.rate, traffic.off!.rate) : scaled,
    ratePerSecond: (multiple) => (load.rate / today) * multiple,
    loadAt: (rate) => (rate / peak) * today,
  };
}

/** The highest rate of a profile, the mean of any other traffic [1/s]: bursts may pass the limit and be made up for. */
function peakRate({ traffic, profile }: Scenario, mean: number): number {
  return profile ? profile.rate.reduce((most, rate) => Math.max(most, rate), 0) * (traffic.scale ?? 1) : mean;
}

function scaled(load: number): Change {
  return (document) => {
    document.traffic = { ...document.traffic, scale: load };
  };
}

function bursts(on: number, off: number): LoadAxis['change'] {
  return (load) => (document) => {
    const { traffic } = document;
    document.traffic = {
      ...traffic,
      on: { ...traffic.on!, rate: `${on * load}/s` },
      off: { ...traffic.off!, rate: `${off * load}/s` },
    };
  };
}
