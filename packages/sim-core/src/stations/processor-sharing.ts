import { type EventId, NONE } from '../kernel/calendar.ts';
import type { EventKind, Simulation } from '../kernel/simulation.ts';
import { JobList } from './job-list.ts';
import type { Servers } from './servers.ts';

/**
 * Servers that all jobs share equally, each job at most one server: the model of a CPU under a fair scheduler.
 * With n jobs on c cores every job runs at rate min(1, c / n), times the speed of a core. M/G/1-PS for one core (Kleinrock, Queueing Systems II,
 * 4.4); with a limit on the number inside it is limited processor sharing.
 *
 * Hot: one virtual clock that runs at the common rate; a job is done when the clock has advanced by its work, so a
 * change of n moves one pending event and no job. Twin in the tests: every job's remaining work updated at every
 * change.
 */
export class ProcessorSharing implements Servers {
  /** Work given and integrals over time of the cores in use [core s] and of the jobs inside [job s], up to the last change. */
  private given = 0;
  private used = 0;
  private present = 0;
  private inUse = 0;
  private speed = 1;
  private onLoad: ((coresInUse: number) => void) | undefined;
  private readonly simulation: Simulation;
  private readonly completion: EventKind;
  private readonly index: number;
  private readonly onDone: (job: number) => void;
  private readonly jobs = new JobList();
  private capacity: number;
  private virtual = 0;
  private rate = 1;
  private since = 0;
  private isCompleting = false;
  /** Virtual time at which the job of the pending completion is done. */
  private pendingFinish = 0;
  private pending: EventId = NONE;

  /**
   * `capacity` [cores] may be fractional. Events of kind `completion` carry `index` as subject and must be handed to
   * `complete`, so that a thousand stations share one kind. `onDone` gets the job whose work is done.
   */
  constructor(
    simulation: Simulation,
    completion: EventKind,
    index: number,
    capacity: number,
    onDone: (job: number) => void,
  ) {
    this.simulation = simulation;
    this.completion = completion;
    this.index = index;
    this.capacity = capacity;
    this.onDone = onDone;
  }

  /** Jobs inside. */
  get length(): number {
    return this.jobs.length;
  }

  /** Lets a job in, which must not be inside, with `work` [s of one core]. */
  add(job: number, work: number): void {
    this.advance();
    this.jobs.push(this.virtual + work, job);
    this.reschedule();
  }

  /** Takes an unfinished job out and says how much of its work is left [s]; NaN if it is not inside. */
  remove(job: number): number {
    this.advance();
    const finish = this.jobs.remove(job);
    if (Number.isNaN(finish)) return finish;
    const left = Math.max(0, finish - this.virtual);
    this.reschedule();
    return left;
  }

  /** Changes the number of cores from now on; 0 stops the station. */
  setCapacity(capacity: number): void {
    this.advance();
    this.capacity = capacity;
    this.reschedule();
  }

  /** Changes the speed of all cores from now on: work that they do in a second. 0 stops the station. */
  setSpeed(speed: number): void {
    this.advance();
    this.speed = speed;
    this.reschedule();
  }

  /** Tells from now on how many cores are in use, whenever that changes. */
  watchLoad(onLoad: (coresInUse: number) => void): void {
    this.onLoad = onLoad;
  }

  /** Time for which cores were in use up to now [core s]; equal to the work given at speed 1. */
  timeUsed(): number {
    this.advance();
    return this.used;
  }

  /** Time that jobs computed or waited for a core up to now [job s]: the area under the run queue. */
  timeInside(): number {
    this.advance();
    return this.present;
  }

  /** Work given to all jobs up to now [core s]. */
  workGiven(): number {
    this.advance();
    return this.given;
  }

  /** The pending completion is due. */
  complete(): void {
    this.pending = NONE;
    this.advance();
    this.virtual = this.jobs.nextTime();
    const job = this.jobs.pop();
    // Whoever takes the place of this job does so now: the next completion is worked out once for both changes.
    this.isCompleting = true;
    this.onDone(job);
    this.isCompleting = false;
    this.reschedule();
  }

  private advance(): void {
    const now = this.simulation.now;
    const elapsed = now - this.since;
    const served = elapsed * this.rate;
    this.since = now;
    this.virtual += served;
    this.given += served * this.jobs.length;
    this.used += elapsed * this.inUse;
    this.present += elapsed * this.jobs.length;
  }

  /** Moves the pending completion, unless the next job to finish and the speed at which it does are what they were. */
  private reschedule(): void {
    if (this.isCompleting) return;
    const { simulation, pending } = this;
    const n = this.jobs.length;
    const rate = n <= this.capacity ? this.speed : (this.speed * this.capacity) / n;
    this.tellLoad(n <= this.capacity ? n : this.capacity);
    const next = this.jobs.nextTime();
    if (pending !== NONE && rate === this.rate && next === this.pendingFinish) return;
    this.rate = rate;
    this.pendingFinish = next;
    if (n === 0) this.virtual = 0;
    if (n === 0 || rate === 0) {
      if (pending !== NONE) simulation.cancel(pending);
      this.pending = NONE;
      return;
    }
    const left = Math.max(0, (next - this.virtual) / rate);
    if (pending === NONE) this.pending = simulation.schedule(left, this.completion, this.index);
    else simulation.reschedule(pending, left, this.completion);
  }

  private tellLoad(inUse: number): void {
    if (inUse === this.inUse) return;
    this.inUse = inUse;
    this.onLoad?.(inUse);
  }
}
