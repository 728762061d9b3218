import type { FleetCpu } from './fleet-cpu.ts';
import type { Workers } from './workers.ts';

/**
 * What the tasks of all dynos make of their CPUs: the time they use, and how many are runnable, as operating systems
 * call those that compute or wait for nothing but a core. Of threads that share an interpreter lock, and of the tasks of
 * a loop, one is: the others wait for it.
 */
export class CpuUse {
  /** CPU work of the services that have begun [s of one core]: where nobody waits for a core, work given. */
  demandedWork = 0;
  /** False where a service is one piece, of which nobody knows what it does now. */
  readonly isCounted: boolean;
  private readonly cpus: FleetCpu;
  private readonly workers: Workers;
  private readonly dynos: number;

  constructor(cpus: FleetCpu, workers: Workers, isWhole: boolean) {
    this.cpus = cpus;
    this.workers = workers;
    this.isCounted = !isWhole;
    this.dynos = workers.count / workers.perDyno;
  }

  /** Time for which cores were used so far [s of one core]. */
  timeUsed(): number {
    return this.isCounted ? this.cpus.stations.reduce((sum, cpu) => sum + cpu.timeUsed(), 0) : this.demandedWork;
  }

  /** Time for which tasks were runnable so far [task s]: the time used, where nobody ever waits for a core. */
  timeRunnable(): number {
    return this.isCounted ? this.cpus.stations.reduce((sum, cpu) => sum + cpu.timeInside(), 0) : this.demandedWork;
  }

  /** Tasks of a dyno that are runnable now, the master's among them. */
  runnable(dyno: number): number {
    const { stations, serial } = this.cpus;
    if (stations.length === this.dynos) return stations[dyno]!.length;
    const { count, perDyno } = this.workers;
    let runnable = serial!.places > count && serial!.isComputing(count + dyno) ? 1 : 0;
    for (let place = dyno * perDyno; place < (dyno + 1) * perDyno; place++) {
      if (serial!.isComputing(place)) runnable += 1;
    }
    return runnable;
  }
}
