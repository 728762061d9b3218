import { Order, type Streams } from '@dynosim/sim-core';
import type { Cores } from './cores.ts';
import type { Engine, Process } from './engine.ts';

/** Runnable tasks that somebody has counted. */
export interface Look {
  /** [s]. */
  readonly time: number;
  readonly count: number;
}

/** Heroku's looks at each machine, every 20 s from a random moment on. */
export function startLooks(engine: Engine, streams: Streams, machines: readonly Cores[]): readonly Look[][] {
  const phases = streams.uniform('look at load');
  return machines.map((machine) => {
    const looks: Look[] = [];
    engine.start(look(engine, machine, 20 * phases.next(), looks));
    return looks;
  });
}

function* look(engine: Engine, machine: Cores, first: number, looks: Look[]): Process {
  yield engine.timer(first, Order.observation);
  for (;;) {
    looks.push({ time: engine.now, count: machine.count });
    yield engine.timer(20, Order.observation);
  }
}

/**
 * Highest load average of a minute in a window, NaN without a look in it: of all counts so far the sum, each weighed by
 * (1 - e) e^k where k looks came after it.
 */
export function loadPeak(machines: readonly Look[][], from: number, to: number): number {
  const e = Math.exp(-20 / 60);
  const averages = machines.flatMap((looks) =>
    looks.map(({ time }, last) => {
      const average = looks
        .slice(0, last + 1)
        .reduce((sum, { count }, n) => sum + count * (1 - e) * e ** (last - n), 0);
      return { time, average };
    }),
  );
  const seen = averages.filter(({ time }) => time >= from && time < to).map(({ average }) => average);
  return seen.length === 0 ? Number.NaN : Math.max(...seen);
}
