import { Exponential, Order, Variates } from '@dynosim/sim-core';
import type { WorkloadDefinition } from './workload.ts';

/** Requests that come in groups: a page that loads ten things at once, a cron job, a webhook sender. */
export const batch: WorkloadDefinition = {
  name: 'batch',
  summary: 'groups of requests at the same instant, the groups at random',
  source: 'batch Poisson arrivals, M[X]/G/c: Kleinrock, Queueing Systems I (1975), 4.5',
  chosenBy: 'arrivals',
  closed: false,
  random: () => true,
  needs: ['rate', 'size'],
  meanRate: ({ rate }) => rate!,
  create({ rate, size }, { simulation, streams, arrive }) {
    const gaps = new Variates(new Exponential(size! / rate!), streams.uniform('arrivals'));
    let row = 0;
    const arrival = simulation.on(
      'arrival',
      () => {
        simulation.schedule(gaps.next(), arrival, 0);
        for (let i = 0; i < size!; i++) arrive(row++);
      },
      Order.arrival,
    );
    return { start: () => void simulation.schedule(gaps.next(), arrival, 0) };
  },
};
