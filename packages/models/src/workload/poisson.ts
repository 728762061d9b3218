import { Exponential, Order, Variates } from '@dynosim/sim-core';
import type { WorkloadDefinition } from './workload.ts';

/** Independent clients by the thousand: exponential times between arrivals. */
export const poisson: WorkloadDefinition = {
  name: 'poisson',
  summary: 'random arrivals at a constant rate',
  source: 'Kleinrock, Queueing Systems I (1975), 2.4; Poisson-like in a public Heroku router log of 2014 (cv 1.03)',
  chosenBy: 'arrivals',
  closed: false,
  random: () => true,
  needs: ['rate'],
  meanRate: ({ rate }) => rate!,
  create({ rate }, { simulation, streams, arrive }) {
    const gaps = new Variates(new Exponential(1 / rate!), streams.uniform('arrivals'));
    let row = 0;
    const arrival = simulation.on(
      'arrival',
      () => {
        simulation.schedule(gaps.next(), arrival, 0);
        arrive(row++);
      },
      Order.arrival,
    );
    return { start: () => void simulation.schedule(gaps.next(), arrival, 0) };
  },
};
