import { Level, NONE, type Servers, type Simulation, type Streams } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import type { Requests } from '../request/requests.ts';
import type { RequestClass } from '../scenario/scenario.ts';
import type { ServerProfile } from '../servers/profile.ts';
import { wakingOn } from './accept-race.ts';
import { CpuUse } from './cpu-use.ts';
import { createService, servesWhole } from './create-service.ts';
import { Departures } from './departures.ts';
import { DynoMemory, type MemoryHost, type MemoryRule } from './dyno-memory.ts';
import { DynoRestarts } from './dyno-restarts.ts';
import { Entrance, type EntranceHost } from './entrance.ts';
import { ACCEPT, CLOSE, type ExecutionHost } from './execution.ts';
import { createFleetCpu, type FleetCpu } from './fleet-cpu.ts';
import { KeptConnections, type KeptHost } from './kept-connections.ts';
import { LoopWatch } from './loop-watch.ts';
import type { DynoMachine, FleetListener, FleetObserver } from './machine.ts';
import { Reception } from './reception.ts';
import type { Queries, Service, ServiceHost } from './service.ts';
import { WorkerLives } from './worker-lives.ts';
import { Workers } from './workers.ts';

/** Without a time of its own no process starts sooner than this after the kernel has killed it [s]: assumed. */
const START = 0.1;

/** What not every app has: clients that keep connections, memory that is known, a database; and who counts. */
export interface FleetExtras {
  readonly clients: number;
  readonly memory: MemoryRule | undefined;
  readonly database: Queries | undefined;
  readonly observer: FleetObserver;
}

/**
 * All dynos of an app with their servers: where listen queues, workers, slots and CPUs meet. A connection goes from a
 * listen queue to a worker that accepts it, its request to a slot of that worker, and with it its service takes place;
 * then the worker has room for another one. docs/server-model.md tells the whole. Hot.
 */
export class Fleet implements EntranceHost, ExecutionHost, ServiceHost, KeptHost, MemoryHost {
  readonly entrance: Entrance;
  readonly lives: WorkerLives;
  /** Workers that compute, where they compute one task at a time. */
  readonly computing = new Level();
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly profile: ServerProfile;
  private readonly listener: FleetListener;
  private readonly observer: FleetObserver;
  private readonly workers: Workers;
  private readonly cpus: FleetCpu;
  private readonly service: Service;
  private readonly database: Queries | undefined;
  private readonly watch: LoopWatch | undefined;
  private readonly kept: KeptConnections | undefined;
  readonly memory: DynoMemory | undefined;
  readonly reception: Reception;
  readonly cpuUse: CpuUse;
  private readonly departures: Departures;
  private readonly restarts: DynoRestarts;

  constructor(
    simulation: Simulation,
    streams: Streams,
    requests: Requests,
    classes: readonly RequestClass[],
    machine: DynoMachine,
    profile: ServerProfile,
    extras: FleetExtras,
    listener: FleetListener,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.profile = profile;
    this.listener = listener;
    this.observer = extras.observer;
    this.workers = new Workers(machine.count, profile);
    this.cpus = createFleetCpu(simulation, streams, requests, machine, profile, this);
    const { execution } = this.cpus;
    const { database } = extras;
    this.database = database;
    this.cpuUse = new CpuUse(this.cpus, this.workers, servesWhole(machine, profile, database !== undefined));
    const parts = { simulation, streams, requests, classes, machine, profile, execution, database };
    this.service = createService({ ...parts, host: this });
    this.entrance = new Entrance(simulation, streams, requests, this.workers, wakingOn(machine.cores, profile), this);
    const { recycling, respawn, timeout, keepAlive } = profile;
    const lives = streams.uniform('worker lives');
    this.lives = new WorkerLives(simulation, this.workers, recycling, respawn, lives, {
      leaving: (place) => this.departures.leaving(place),
      left: (place) => this.left(place),
      abandon: (place) => this.departures.loseAll(place),
      up: (place) => this.up(place),
    });
    if (timeout.limits === 'loop') {
      const look = streams.uniform('worker timeout');
      const computesRequest = (place: number): boolean => this.cpus.serial!.running(place) >= 0;
      const overdue = (place: number): void => this.blocked(place);
      this.watch = new LoopWatch(simulation, timeout, look, this.workers.count, computesRequest, overdue);
    }
    const { clients } = extras;
    if (keepAlive.idle > 0 && clients > 0) this.kept = new KeptConnections(simulation, keepAlive, clients, this);
    this.memory =
      extras.memory && new DynoMemory(simulation, this.workers, extras.memory, streams.uniform('look at memory'), this);
    const { workers, service, entrance, kept, memory, observer } = this;
    const begin = (slot: number): void => this.begin(slot);
    const common = { requests, workers, profile, kept, listener, observer, begin };
    this.departures = new Departures({ ...common, service, entrance, lives: this.lives, memory, execution });
    this.reception = new Reception({ ...common, departures: this.departures });
    this.restarts = new DynoRestarts(simulation, {
      ...common,
      departures: this.departures,
      entrance,
      lives: this.lives,
      memory,
      execution,
    });
  }

  accepted(slot: number, place: number): void {
    this.reception.accepted(slot, place);
  }

  lost(slot: number): void {
    this.listener.ended(slot, Outcome.reset);
  }

  takeTurn(place: number): void {
    const { accept, master } = this.profile.overhead;
    this.cpus.execution.run(place, ACCEPT, place < this.workers.count ? accept : master, false);
  }

  cpu(place: number): Servers {
    const { stations } = this.cpus;
    if (stations.length === 1) return stations[0]!;
    return stations[place < this.workers.count ? this.workers.dynoOf(place) : place - this.workers.count]!;
  }

  begun(place: number, task: number): void {
    this.watch?.began(place);
    if (task < 0 || !Number.isNaN(this.requests.startedAt[task]!)) return;
    this.markStarted(task);
    if (this.workers.connections[place]! < this.profile.connectionLimit) return;
    this.requests.isRejected[task] = 1;
    this.cpus.execution.curtail(task, this.profile.overhead.read * this.slowdown(task));
  }

  computed(place: number, task: number): void {
    if (task === ACCEPT) this.entrance.turn(place);
    else if (task === CLOSE) this.departures.closeConnection(place);
    else if (this.requests.isRejected[task] === 1) this.departures.finish(task, Outcome.status503, true);
    else this.service.computed(task);
  }

  computingChanged(place: number, delta: number): void {
    if (place < this.workers.count) this.computing.change(this.simulation.now, delta);
  }

  firstRequestExtra(slot: number): number {
    if (this.profile.firstRequest === 0) return 0;
    return this.workers.isFirstRequest(this.requests.worker[slot]!) ? this.profile.firstRequest : 0;
  }

  demanded(work: number): void {
    this.cpuUse.demandedWork += work;
  }

  served(slot: number): void {
    this.departures.finish(slot, Outcome.ok, true);
  }

  failed(slot: number): void {
    this.departures.finish(slot, Outcome.status500, true);
  }

  /** A worker is killed because of this request, and others of its requests with it or after them. */
  overdue(slot: number): void {
    const place = this.requests.worker[slot]!;
    const { victims, answer } = this.profile.timeout;
    const outcome = answer === 'eof' ? Outcome.eof : Outcome.status500;
    this.observer.killed();
    if (victims === 'all') {
      this.departures.loseAll(place, slot, outcome);
      return;
    }
    this.service.stop(slot);
    this.lives.leave(place);
    this.departures.finish(slot, outcome, true);
  }

  slowdown(slot: number): number {
    return this.memory ? this.memory.slowdown(this.requests.dyno[slot]!) : 1;
  }

  killWorker(place: number): void {
    this.departures.loseAll(place, NONE, Outcome.eof, Math.max(START, this.profile.respawn));
  }

  restart(dyno: number, delay: number): void {
    this.restarts.begin(dyno, Math.max(START, delay));
  }

  looked(dyno: number, total: number): void {
    if (dyno === 0) this.observer.memorySeen(total);
  }

  closed(place: number, heldSlot: boolean): void {
    const wasReady = this.workers.isReady(place);
    if (heldSlot) this.departures.vacate(place);
    this.departures.closeConnection(place, wasReady);
  }

  slotReleased(place: number): void {
    const wasReady = this.workers.isReady(place);
    this.departures.vacate(place);
    this.departures.welcome(place, wasReady);
  }

  private begin(slot: number): void {
    this.requests.isRejected[slot] = 0;
    this.memory?.begun(this.requests.worker[slot]!);
    if (this.profile.cpu.kind === 'parallel') this.markStarted(slot);
    this.service.begin(slot);
  }

  /** One request has computed for too long; the turn in which a worker accepts never does. */
  private blocked(place: number): void {
    const slot = this.cpus.serial!.running(place);
    if (slot >= 0) this.overdue(slot);
  }

  private left(place: number): void {
    this.observer.gone();
    this.memory?.down(place);
    this.database?.closeAll(place);
    this.workers.isCold[place] = 1;
    this.watch?.ended(place);
    this.entrance.gone(place);
  }

  private up(place: number): void {
    this.observer.replaced();
    this.memory?.up(place);
    this.entrance.ready(place);
  }

  private markStarted(slot: number): void {
    this.requests.startedAt[slot] = this.simulation.now;
    this.observer.started(slot);
  }
}
