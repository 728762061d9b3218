import {
  type EventKind,
  Order,
  ProcessorSharing,
  type Simulation,
  type Streams,
  type UniformStream,
} from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import { DataState, Holder, type Requests } from '../request/requests.ts';
import type { PhaseKind, RequestClass } from '../scenario/scenario.ts';
import type { ServerProfile } from '../servers/server.ts';
import type { FleetListener, Machine } from './machine.ts';
import { WorkerDeadlines } from './worker-deadlines.ts';
import { type PoolHost, WorkerPool } from './worker-pool.ts';

/**
 * All dynos of an app: for each a listen queue with its workers, and a CPU that they share. Where there is a core for
 * every worker a whole request is one event; otherwise its phases take turns on the CPU.
 */
export class Fleet implements PoolHost {
  readonly pools: readonly WorkerPool[];
  /** CPU work of the requests that have started [s of one core]: where nothing is shared, work given. */
  cpuStarted = 0;
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly profile: ServerProfile;
  private readonly listener: FleetListener;
  private readonly kinds: readonly (readonly PhaseKind[])[];
  private readonly speed: number;
  private readonly isShared: boolean;
  private readonly done: EventKind;
  private readonly phaseDone: EventKind;
  private readonly warmedUp: EventKind;
  private readonly kill: EventKind;
  private readonly respawn: EventKind;
  private readonly deadlines: WorkerDeadlines | undefined;
  private readonly killDelay: UniformStream | undefined;

  constructor(
    simulation: Simulation,
    streams: Streams,
    requests: Requests,
    classes: readonly RequestClass[],
    machine: Machine,
    profile: ServerProfile,
    listener: FleetListener,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.profile = profile;
    this.listener = listener;
    this.kinds = classes.map((c) => c.phases.map((phase) => phase.kind));
    this.speed = machine.speed;
    this.done = simulation.on('service done', (slot) => this.complete(slot, Outcome.ok), Order.departure);
    this.phaseDone = simulation.on('phase done', (slot) => this.nextPhase(slot), Order.departure);
    this.warmedUp = simulation.on(
      'worker warmed up',
      (slot) => this.nextPhase(slot, profile.overhead),
      Order.departure,
    );
    this.kill = simulation.on('worker killed', (slot) => this.killWorker(slot), Order.change);
    this.respawn = simulation.on('worker up', (subject) => this.workerUp(subject), Order.change);
    const shared = machine.cores < profile.workers;
    this.isShared = shared;
    this.killDelay = profile.timeout < Number.POSITIVE_INFINITY ? streams.uniform('worker timeout') : undefined;
    const watched = { timeout: profile.timeout, dynos: machine.count, workers: profile.workers };
    this.deadlines =
      shared && this.killDelay
        ? new WorkerDeadlines(simulation, requests, this.kill, this.killDelay, watched)
        : undefined;
    this.pools = this.createPools(machine, shared);
  }

  /** True while the listen queue of the request's dyno takes another connection. */
  hasRoom(slot: number): boolean {
    return this.pools[this.requests.dyno[slot]!]!.hasRoom;
  }

  /** A connection enters the listen queue of the request's dyno, perhaps ahead of the request itself. */
  enter(slot: number, withData: boolean): void {
    this.requests.holders[slot]! |= Holder.server;
    this.requests.data[slot] = withData ? DataState.here : DataState.awaited;
    this.pools[this.requests.dyno[slot]!]!.enter(slot);
  }

  /** The request of a connection that entered without it has come. */
  dataArrived(slot: number): void {
    const heldUp = this.requests.data[slot] === DataState.awaitedByWorker;
    this.requests.data[slot] = DataState.here;
    if (heldUp) this.begin(slot);
  }

  /** The client of a connection that still waits for its request is gone: whoever reads from it learns that. */
  dataNeverComes(slot: number): void {
    const heldUp = this.requests.data[slot] === DataState.awaitedByWorker;
    this.requests.data[slot] = DataState.never;
    if (heldUp) this.complete(slot, Outcome.reset);
  }

  /** CPU work given so far [s of one core]. */
  cpuGiven(): number {
    return this.pools.reduce(
      (sum, { cpu }) => sum + (cpu ? cpu.workGiven() : 0),
      this.pools[0]!.cpu ? 0 : this.cpuStarted,
    );
  }

  private createPools(machine: Machine, shared: boolean): WorkerPool[] {
    const pools: WorkerPool[] = [];
    const completion = this.simulation.on('cpu completion', (d) => pools[d]!.cpu!.complete(), Order.departure);
    const nextPhase = (slot: number): void => this.nextPhase(slot);
    for (let d = 0; d < machine.count; d++) {
      const cpu = shared ? new ProcessorSharing(this.simulation, completion, d, machine.cores, nextPhase) : undefined;
      pools.push(new WorkerPool(this.requests, this.profile, this, cpu));
    }
    return pools;
  }

  /** A worker accepts the connection and reads from it. */
  serve(slot: number): void {
    this.listener.taken();
    const state = this.requests.data[slot];
    if (state === DataState.here) this.begin(slot);
    else if (state === DataState.never) this.complete(slot, Outcome.reset);
    else this.requests.data[slot] = DataState.awaitedByWorker;
  }

  busyChanged(delta: number): void {
    this.listener.busyChanged(delta);
  }

  private begin(slot: number): void {
    this.requests.startedAt[slot] = this.simulation.now;
    this.listener.started(slot);
    if (this.isShared) this.serveInPhases(slot);
    else this.serveAtOnce(slot);
  }

  /** No worker ever waits for a core: the whole service is one delay, whose length is known. */
  private serveAtOnce(slot: number): void {
    const { requests, profile } = this;
    const kinds = this.kinds[requests.classOf[slot]!]!;
    const first = slot * requests.phases;
    let service = profile.overhead + this.firstRequestExtra(slot);
    let cpu = profile.overhead;
    for (let k = 0; k < kinds.length; k++) {
      const demand = requests.demands[first + k]!;
      const isCpu = kinds[k] === 'cpu';
      service += isCpu ? demand / this.speed : demand;
      if (isCpu) cpu += demand / this.speed;
    }
    this.cpuStarted += cpu;
    if (service > profile.timeout) {
      const limit = profile.timeout + this.killDelay!.next();
      if (service > limit) return void this.simulation.schedule(limit, this.kill, slot);
    }
    this.simulation.schedule(service, this.done, slot);
  }

  /** Workers share the cores: each phase takes as long as the others let it. */
  private serveInPhases(slot: number): void {
    const { requests, profile } = this;
    requests.step[slot] = 0;
    this.deadlines?.watch(slot);
    const extra = this.firstRequestExtra(slot);
    if (extra > 0) {
      requests.onCpu[slot] = 0;
      requests.event[slot] = this.simulation.schedule(extra, this.warmedUp, slot);
    } else this.nextPhase(slot, profile.overhead);
  }

  /** Runs the next phase; adjacent CPU phases are one, and the overhead of the request is its first CPU work. */
  private nextPhase(slot: number, work = 0): void {
    const { requests, simulation } = this;
    const kinds = this.kinds[requests.classOf[slot]!]!;
    const first = slot * requests.phases;
    let step = requests.step[slot]!;
    let cpu = work;
    while (step < kinds.length && kinds[step] === 'cpu') cpu += requests.demands[first + step++]! / this.speed;
    if (cpu > 0) {
      requests.step[slot] = step;
      this.cpuStarted += cpu;
      requests.onCpu[slot] = 1;
      this.pools[requests.dyno[slot]!]!.cpu!.add(slot, cpu);
    } else if (step < kinds.length) {
      requests.step[slot] = step + 1;
      requests.onCpu[slot] = 0;
      requests.event[slot] = simulation.schedule(requests.demands[first + step]!, this.phaseDone, slot);
    } else {
      this.deadlines?.release(slot);
      this.complete(slot, Outcome.ok);
    }
  }

  private firstRequestExtra(slot: number): number {
    if (this.profile.firstRequest === 0) return 0;
    const pool = this.pools[this.requests.dyno[slot]!]!;
    return pool.isFirstRequest(this.requests.worker[slot]!) ? this.profile.firstRequest : 0;
  }

  private complete(slot: number, outcome: Outcome): void {
    const pool = this.pools[this.requests.dyno[slot]!]!;
    const worker = this.requests.worker[slot]!;
    this.listener.ended(slot, outcome);
    pool.free(worker);
  }

  /** Number of the request's worker among the workers of all dynos. */
  private place(slot: number): number {
    return this.requests.dyno[slot]! * this.profile.workers + this.requests.worker[slot]!;
  }

  private killWorker(slot: number): void {
    const { requests, profile } = this;
    const pool = this.pools[requests.dyno[slot]!]!;
    const place = this.place(slot);
    this.deadlines?.done(slot);
    this.stopPhase(slot, pool);
    pool.lose(requests.worker[slot]!);
    this.listener.killed();
    this.listener.ended(slot, profile.onKill === 'eof' ? Outcome.eof : Outcome.status500);
    this.simulation.schedule(profile.respawn, this.respawn, place);
  }

  private stopPhase(slot: number, { cpu }: WorkerPool): void {
    if (!cpu) return;
    const event = this.requests.event[slot]!;
    if (this.requests.onCpu[slot] === 1) cpu.remove(slot);
    else this.simulation.cancel(event);
  }

  private workerUp(subject: number): void {
    this.listener.replaced();
    this.pools[Math.floor(subject / this.profile.workers)]!.revive(subject % this.profile.workers);
  }
}
