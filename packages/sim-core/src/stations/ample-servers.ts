import { type EventId, NONE } from '../kernel/calendar.ts';
import type { EventKind, Simulation } from '../kernel/simulation.ts';
import type { Servers } from './servers.ts';

/**
 * As many servers as there ever are jobs, so that none waits: the infinite-server or delay station (Kleinrock, Queueing
 * Systems I, 3.4). Hot: one event a job.
 */
export class AmpleServers implements Servers {
  private readonly simulation: Simulation;
  private readonly done: EventKind;
  private events = new Int32Array(16).fill(NONE);
  private ends = new Float64Array(16);
  private inside = 0;
  /** Sum of the ends of the jobs inside, and all work that they brought; their difference tells what is left. */
  private sumOfEnds = 0;
  private brought = 0;

  /** Events of kind `done` carry the job and must be handed to `complete`. */
  constructor(simulation: Simulation, done: EventKind) {
    this.simulation = simulation;
    this.done = done;
  }

  add(job: number, work: number): void {
    if (job >= this.events.length) this.grow(job);
    const end = this.simulation.now + work;
    this.events[job] = this.simulation.schedule(work, this.done, job);
    this.ends[job] = end;
    this.sumOfEnds += end;
    this.brought += work;
    this.inside += 1;
  }

  remove(job: number): number {
    const event: EventId = job < this.events.length ? this.events[job]! : NONE;
    if (event === NONE) return Number.NaN;
    this.simulation.cancel(event);
    const left = this.ends[job]! - this.simulation.now;
    this.complete(job);
    this.brought -= left;
    return left;
  }

  /** The job's time is over. */
  complete(job: number): void {
    this.events[job] = NONE;
    this.sumOfEnds -= this.ends[job]!;
    this.inside -= 1;
    if (this.inside === 0) this.sumOfEnds = 0;
  }

  workGiven(): number {
    return this.brought - (this.sumOfEnds - this.inside * this.simulation.now);
  }

  timeUsed(): number {
    return this.workGiven();
  }

  timeInside(): number {
    return this.workGiven();
  }

  get length(): number {
    return this.inside;
  }

  private grow(job: number): void {
    const length = Math.max(2 * this.events.length, job + 1);
    const events = new Int32Array(length).fill(NONE);
    const ends = new Float64Array(length);
    events.set(this.events);
    ends.set(this.ends);
    this.events = events;
    this.ends = ends;
  }
}
