import { Order, Variates } from '@dynosim/sim-core';
import type { WorkloadDefinition } from './workload.ts';

/** Uniforms that a client draws at a time: it has few requests, and there may be thousands of clients. */
export const CLIENT_BLOCK = 16;

/**
 * A closed loop: each client sends, waits for its outcome, thinks, and sends again, beginning at time 0. Thinking
 * times are drawn from a stream of each client's own, by its request number, so that two designs see the same clients.
 */
export const clients: WorkloadDefinition = {
  name: 'clients',
  summary: 'a fixed number of clients that wait for their answers',
  source:
    'machine repair, interactive system: Lazowska et al., Quantitative System Performance (1984), 4.2; wrk, siege, ab',
  chosenBy: 'key',
  closed: true,
  random: ({ think }) => think !== undefined && think.variance > 0,
  needs: ['clients'],
  meanRate: () => Number.NaN,
  create({ clients: count, think }, { simulation, streams, arrive }) {
    const pauses = Array.from({ length: count! }, (_, client) =>
      think && think.variance > 0
        ? new Variates(think, streams.uniform(`think/${client}`, CLIENT_BLOCK), CLIENT_BLOCK)
        : undefined,
    );
    const constant = think?.mean ?? 0;
    const send = simulation.on('client sends', (client) => arrive(client), Order.arrival);
    return {
      start: () => {
        for (let client = 0; client < count!; client++) simulation.schedule(0, send, client);
      },
      finished: (client) => void simulation.schedule(pauses[client]?.next() ?? constant, send, client),
    };
  },
};
