import { type EventKind, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import { LOOK } from '../dyno/dyno-memory.ts';

/** Heroku forgets with this period [s]: log-runtime-metrics. */
const PERIOD = 60;
const KEPT = Math.exp(-LOOK / PERIOD);

/**
 * Heroku's load average over a minute (`load_avg_1m`): runnable tasks of a dyno, counted every 20 s, each count weighed
 * by what the time since then has left of it. Tasks that wait for a disk do not count, as they do in Linux. Source:
 * devcenter.heroku.com/articles/log-runtime-metrics (2014-07 to 2025-09-09). An event a look and dyno.
 */
export class LoadAverage {
  private readonly averages: Float64Array;
  /** Of the averages of all dynos: adding them up at each look would cost their number. */
  private sum = 0;
  private readonly runnable: (dyno: number) => number;
  private readonly seen: (average: number, mean: number) => void;

  /**
   * When Heroku looks at a dyno for the first time is chance: one number of `phase` each. `seen` gets the load average
   * of that dyno, and the mean of all.
   */
  constructor(
    simulation: Simulation,
    dynos: number,
    phase: UniformStream,
    runnable: (dyno: number) => number,
    seen: (average: number, mean: number) => void,
  ) {
    this.averages = new Float64Array(dynos);
    this.runnable = runnable;
    this.seen = seen;
    const looks: EventKind = simulation.onBackground('look at load', (dyno) => this.look(dyno), Order.observation);
    for (let dyno = 0; dyno < dynos; dyno++) simulation.startBackground(LOOK * phase.next(), looks, dyno);
  }

  private look(dyno: number): number {
    const before = this.averages[dyno]!;
    const average = (1 - KEPT) * this.runnable(dyno) + KEPT * before;
    this.averages[dyno] = average;
    this.sum += average - before;
    this.seen(average, this.sum / this.averages.length);
    return LOOK;
  }
}
