import { Order } from '@dynosim/sim-core';
import type { WorkloadDefinition } from './workload.ts';

/** A recorded workload, arrival by arrival. `scale` divides its times: 2 plays it twice as fast. */
export const replay: WorkloadDefinition = {
  name: 'replay',
  summary: 'the arrivals of a recorded trace, as they were',
  source: 'the file itself',
  chosenBy: 'key',
  closed: false,
  random: () => false,
  needs: [],
  meanRate: ({ scale }, trace) => {
    const times = trace!.arrival;
    const last = times[times.length - 1]!;
    return last > 0 ? (times.length / last) * (scale ?? 1) : Number.NaN;
  },
  create({ scale }, { simulation, trace, arrive }) {
    const times = trace!.arrival;
    const factor = scale ?? 1;
    const arrival = simulation.on(
      'arrival',
      (row) => {
        if (row + 1 < times.length) simulation.scheduleAt(times[row + 1]! / factor, arrival, row + 1);
        arrive(row);
      },
      Order.arrival,
    );
    return {
      start: () => {
        if (times.length > 0) simulation.scheduleAt(times[0]! / factor, arrival, 0);
      },
    };
  },
};
