import { Exponential, NONE, Order, Variates } from '@dynosim/sim-core';
import type { Period, WorkloadDefinition } from './workload.ts';

/**
 * Bursts: Poisson arrivals at one rate for a fixed time, then at another, over and over, beginning with `on`.
 * At a change of rate the exponential gap is drawn anew, which memorylessness makes exact.
 */
export const onOff: WorkloadDefinition = {
  name: 'on-off',
  summary: 'random arrivals whose rate jumps between two values',
  source: 'switched Poisson process: Heffes and Lucantoni, IEEE JSAC 4 (1986) 856, with fixed holding times',
  chosenBy: 'arrivals',
  closed: false,
  random: () => true,
  needs: ['on', 'off'],
  meanRate: ({ on, off }) => (on!.rate * on!.duration + off!.rate * off!.duration) / (on!.duration + off!.duration),
  create({ on, off }, { simulation, streams, arrive }) {
    const gaps = new Variates(new Exponential(1), streams.uniform('arrivals'));
    let row = 0;
    let pending = NONE;
    let period: Period = off!;
    const next = (): void => {
      pending = period.rate > 0 ? simulation.schedule(gaps.next() / period.rate, arrival, 0) : NONE;
    };
    const arrival = simulation.on(
      'arrival',
      () => {
        next();
        arrive(row++);
      },
      Order.arrival,
    );
    const change = simulation.on(
      'change of rate',
      () => {
        if (pending !== NONE) simulation.cancel(pending);
        period = period === on ? off! : on!;
        simulation.schedule(period.duration, change, 0);
        next();
      },
      Order.change,
    );
    return { start: () => void simulation.schedule(0, change, 0) };
  },
};
