import { Order } from '@dynosim/sim-core';
import type { WorkloadDefinition } from './workload.ts';

/** A metronome: the k-th request arrives at k / rate. */
export const deterministic: WorkloadDefinition = {
  name: 'deterministic',
  summary: 'equally spaced arrivals',
  source: 'the D in D/G/1: Kleinrock, Queueing Systems I (1975), Preface',
  chosenBy: 'arrivals',
  closed: false,
  random: () => false,
  needs: ['rate'],
  meanRate: ({ rate }) => rate!,
  create({ rate }, { simulation, arrive }) {
    let row = 0;
    const arrival = simulation.on(
      'arrival',
      () => {
        simulation.scheduleAt((row + 2) / rate!, arrival, 0);
        arrive(row++);
      },
      Order.arrival,
    );
    return { start: () => void simulation.scheduleAt(1 / rate!, arrival, 0) };
  },
};
