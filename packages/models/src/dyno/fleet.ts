import { Level, NONE, type Servers, type Simulation, type Streams } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import { DataState, Holder, type Requests } from '../request/requests.ts';
import type { RequestClass } from '../scenario/scenario.ts';
import type { ServerProfile } from '../servers/profile.ts';
import { createService, servesWhole } from './create-service.ts';
import { Departures } from './departures.ts';
import { Entrance, type EntranceHost } from './entrance.ts';
import { ACCEPT, CLOSE, type ExecutionHost } from './execution.ts';
import { createFleetCpu, type FleetCpu } from './fleet-cpu.ts';
import { KeptConnections, type KeptHost } from './kept-connections.ts';
import { LoopWatch } from './loop-watch.ts';
import type { FleetListener, Machine } from './machine.ts';
import type { Service, ServiceHost } from './service.ts';
import { WorkerLives } from './worker-lives.ts';
import { Workers } from './workers.ts';

/**
 * All dynos of an app with their servers: where listen queues, workers, slots and CPUs meet. A connection goes from a
 * listen queue to a worker that accepts it, its request to a slot of that worker, and with it its service takes place;
 * then the worker has room for another one. docs/server-model.md tells the whole. Hot.
 */
export class Fleet implements EntranceHost, ExecutionHost, ServiceHost, KeptHost {
  readonly entrance: Entrance;
  readonly lives: WorkerLives;
  /** Workers that compute, where they compute one task at a time. */
  readonly computing = new Level();
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly profile: ServerProfile;
  private readonly listener: FleetListener;
  private readonly workers: Workers;
  private readonly cpus: FleetCpu;
  private readonly service: Service;
  private readonly isWhole: boolean;
  private readonly watch: LoopWatch | undefined;
  private readonly kept: KeptConnections | undefined;
  private readonly departures: Departures;
  /** 1 for a worker that has not served anything in this life. */
  private readonly isCold: Uint8Array;
  /** CPU work of the services that have begun [s of one core]: where nobody waits for a core, work given. */
  private demandedWork = 0;

  constructor(
    simulation: Simulation,
    streams: Streams,
    requests: Requests,
    classes: readonly RequestClass[],
    machine: Machine,
    profile: ServerProfile,
    clients: number,
    listener: FleetListener,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.profile = profile;
    this.listener = listener;
    this.workers = new Workers(machine.count, profile);
    this.isCold = new Uint8Array(this.workers.count).fill(1);
    this.cpus = createFleetCpu(simulation, requests, machine, profile, this);
    this.isWhole = servesWhole(machine, profile);
    this.service = createService(simulation, streams, requests, classes, machine, profile, this.cpus.execution, this);
    this.entrance = new Entrance(simulation, streams, requests, this.workers, profile, this);
    const { recycling, respawn, timeout, keepAlive } = profile;
    const lives = streams.uniform('worker lives');
    this.lives = new WorkerLives(simulation, this.workers, recycling, respawn, lives, {
      leaving: (place) => this.departures.leaving(place),
      left: (place) => this.left(place),
      abandon: (place) => this.departures.loseAll(place),
      up: (place) => this.entrance.ready(place),
    });
    if (timeout.limits === 'loop') {
      const look = streams.uniform('worker timeout');
      const computesRequest = (place: number): boolean => this.cpus.serial!.running(place) >= 0;
      const overdue = (place: number): void => this.blocked(place);
      this.watch = new LoopWatch(simulation, timeout, look, this.workers.count, computesRequest, overdue);
    }
    if (keepAlive.idle > 0 && clients > 0) this.kept = new KeptConnections(simulation, keepAlive, clients, this);
    const { execution } = this.cpus;
    const { workers, service, entrance, kept } = this;
    const begin = (slot: number): void => this.begin(slot);
    const parts = {
      requests,
      workers,
      profile,
      execution,
      service,
      entrance,
      lives: this.lives,
      kept,
      listener,
      begin,
    };
    this.departures = new Departures(parts);
  }

  /** The dyno to which a client that sends now has kept a connection; NONE if it needs another one. */
  keptDyno(client: number): number {
    if (!this.kept) return NONE;
    const place = this.kept.of(client);
    if (place !== NONE) return this.workers.dynoOf(place);
    this.kept.open(client);
    return NONE;
  }

  /** The request comes on a connection that its client has kept. */
  reuse(slot: number): void {
    const { requests } = this;
    const client = requests.source[slot]!;
    requests.worker[slot] = this.kept!.of(client);
    requests.holders[slot]! |= Holder.server;
    requests.data[slot] = DataState.here;
    if (this.kept!.reuse(client)) this.begin(slot);
    else this.admit(slot);
  }

  /** The request of a connection that entered without it has come. */
  dataArrived(slot: number): void {
    const heldUp = this.requests.data[slot] === DataState.awaitedByWorker;
    this.requests.data[slot] = DataState.here;
    if (!heldUp) return;
    if (this.profile.readsInSlot) this.begin(slot);
    else this.admit(slot);
  }

  /** The client of a connection that still waits for its request is gone: whoever reads from it learns that. */
  dataNeverComes(slot: number): void {
    const heldUp = this.requests.data[slot] === DataState.awaitedByWorker;
    this.requests.data[slot] = DataState.never;
    if (heldUp) this.departures.finish(slot, Outcome.reset, this.profile.readsInSlot);
  }

  /** CPU work given so far [s of one core]. */
  cpuGiven(): number {
    return this.isWhole ? this.demandedWork : this.cpus.stations.reduce((sum, cpu) => sum + cpu.workGiven(), 0);
  }

  /** A worker accepts the connection and reads from it. */
  accepted(slot: number, place: number): void {
    const { requests } = this;
    requests.worker[slot] = place;
    this.workers.connections[place]! += 1;
    const state = requests.data[slot];
    if (state === DataState.here) this.admit(slot);
    else if (state === DataState.never) this.departures.finish(slot, Outcome.reset, false);
    else {
      requests.data[slot] = DataState.awaitedByWorker;
      if (this.profile.readsInSlot) this.occupy(place);
    }
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
    this.cpus.execution.curtail(task, this.profile.overhead.read);
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
    const place = this.requests.worker[slot]!;
    const isFirst = this.isCold[place] === 1;
    this.isCold[place] = 0;
    return isFirst ? this.profile.firstRequest : 0;
  }

  demanded(work: number): void {
    this.demandedWork += work;
  }

  served(slot: number): void {
    this.departures.finish(slot, Outcome.ok, true);
  }

  /** A worker is killed because of this request, and others of its requests with it or after them. */
  overdue(slot: number): void {
    const place = this.requests.worker[slot]!;
    const { victims, answer } = this.profile.timeout;
    const outcome = answer === 'eof' ? Outcome.eof : Outcome.status500;
    this.listener.killed();
    if (victims === 'all') {
      this.departures.loseAll(place, slot, outcome);
      return;
    }
    this.service.stop(slot);
    this.lives.leave(place);
    this.departures.finish(slot, outcome, true);
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

  /** A slot for the request, or a place in its worker's queue. */
  private admit(slot: number): void {
    const place = this.requests.worker[slot]!;
    if (this.workers.busy[place]! >= this.profile.slots) {
      this.workers.waiting[place]!.push(slot);
      return;
    }
    this.occupy(place);
    this.begin(slot);
  }

  private occupy(place: number): void {
    this.workers.busy[place]! += 1;
    this.listener.occupied();
  }

  private begin(slot: number): void {
    this.requests.isRejected[slot] = 0;
    if (this.profile.cpu.kind === 'parallel') this.markStarted(slot);
    this.service.begin(slot);
  }

  /** One request has computed for too long; the turn in which a worker accepts never does. */
  private blocked(place: number): void {
    const slot = this.cpus.serial!.running(place);
    if (slot >= 0) this.overdue(slot);
  }

  private left(place: number): void {
    this.isCold[place] = 1;
    this.watch?.ended(place);
    this.entrance.gone(place);
  }

  private markStarted(slot: number): void {
    this.requests.startedAt[slot] = this.simulation.now;
    this.listener.started(slot);
  }
}
