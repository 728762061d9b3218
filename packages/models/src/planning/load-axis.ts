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
}

const CLIENTS: Pick<LoadAxis, 'quantity' | 'most' | 'change' | 'ratePerSecond'> = {
  quantity: 'clients',
  most: 100_000,
  change: (load) => (document) => {
    document.traffic = { ...document.traffic, clients: load };
  },
  ratePerSecond: () => Number.NaN,
};

const RATE: typeof CLIENTS = {
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
  if (traffic.clients !== undefined) return { ...CLIENTS, today: traffic.clients };
  if (traffic.rate !== undefined) return { ...RATE, today: traffic.rate };
  const today = traffic.on ? 1 : (traffic.scale ?? 1);
  const rate = offeredLoad(scenario).rate / today;
  return {
    quantity: 'scale',
    today,
    most: 1e6,
    change: traffic.on ? bursts(traffic.on.rate, traffic.off!.rate) : scaled,
    ratePerSecond: (load) => rate * load,
  };
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
