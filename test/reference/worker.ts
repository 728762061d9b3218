import { Outcome, type Scenario } from '@dynosim/models';
import { Order, type UniformStream } from '@dynosim/sim-core';
import type { Cores } from './cores.ts';
import type { PlainDatabase } from './database.ts';
import type { Engine, Process } from './engine.ts';
import type { ListenQueue } from './listen-queue.ts';
import type { Memory } from './memory.ts';
import { isPending, type Request } from './request.ts';
import { serve, watchLoop } from './service.ts';
import { Task, Turns } from './turns.ts';
import { WorkerLife } from './worker-life.ts';

/** An open connection at its worker. */
export interface Connection {
  readonly worker: Worker;
  /** What came last on it. */
  request: Request;
  isIdle: boolean;
  /** Requests that followed the first one in its slot, and the slot that waits for the next. */
  inRow: number;
  slot: Slot | undefined;
}

/** A slot in use, from and to [s]. */
export interface Slot {
  readonly from: number;
  to: number;
}

/** What the workers of one dyno have in common. */
export interface WorkerContext {
  readonly engine: Engine;
  readonly scenario: Scenario;
  readonly dyno: number;
  readonly cores: Cores;
  /** True where every slot has a core of its own, so that the length of a service is known when it begins. */
  readonly isWhole: boolean;
  /** When the master looks at silent workers, and how long workers live, is chance. */
  readonly looks: UniformStream;
  readonly lives: UniformStream;
  /** The server gives an answer, or breaks the connection. */
  readonly answer: (request: Request, outcome: Outcome) => void;
  /** Idle connections by client; undefined where nobody keeps one. */
  readonly kept: Map<number, Connection> | undefined;
  readonly database: PlainDatabase | undefined;
  readonly memory: () => Memory | undefined;
  readonly tally: { kills: number; cpuStarted: number; readonly slots: Slot[] };
}

/** A process of the server: the connections it has, the slots in which their requests run, and who computes. */
export class Worker {
  readonly context: WorkerContext;
  readonly profile: Scenario['server']['profile'];
  readonly life: WorkerLife;
  readonly turns: Turns | undefined;
  readonly connections = new Set<Connection>();
  /** In a slot, and begun. */
  readonly running = new Set<Request>();
  /** Inside, without a slot. */
  readonly waiting: Request[] = [];
  queue!: ListenQueue;
  private slotsInUse = 0;

  constructor(context: WorkerContext) {
    const { engine, scenario, cores } = context;
    this.context = context;
    this.profile = scenario.server.profile;
    const { cpu } = this.profile;
    const begins = (task: Task): void => this.beginsTurn(task);
    if (cpu.kind === 'serial') this.turns = new Turns({ engine, cores, begins, ...cpu });
    this.life = new WorkerLife(this);
  }

  /** Slots in use and requests that wait for one. */
  get inside(): number {
    return this.slotsInUse + this.waiting.length;
  }

  get isReady(): boolean {
    const { admits, admission } = this.profile;
    return this.life.isUp && (admits === 'connections' ? this.connections.size : this.inside) < admission;
  }

  /** Takes a connection out of the listen queue. */
  take(request: Request): void {
    const connection: Connection = { worker: this, request, isIdle: false, inRow: 0, slot: undefined };
    request.worker = this;
    request.connection = connection;
    this.connections.add(connection);
    if (request.data === 'here' || this.profile.readsInSlot) this.needSlot(request);
    else this.context.engine.start(this.awaitData(request));
  }

  /** The next request on a kept connection. */
  reuse(request: Request, connection: Connection): void {
    request.worker = this;
    request.connection = connection;
    request.isAtServer = true;
    connection.request = request;
    connection.isIdle = false;
    const { slot } = connection;
    connection.slot = undefined;
    connection.inRow = slot ? connection.inRow + 1 : 0;
    if (slot) this.run(request, slot);
    else this.needSlot(request);
  }

  /** The request is over: what follows, in this order. */
  end(request: Request, outcome: Outcome): void {
    const wasReady = this.isReady;
    const connection = request.connection!;
    const isKept = this.keeps(request, outcome);
    this.leaveServer(request, outcome);
    if (isKept) this.keep(connection);
    else this.hangUp(connection);
    this.running.delete(request);
    if (request.data !== 'never') this.life.ended += 1;
    this.context.memory()?.changed();
    const staysInRow = !this.endsRow(connection) || this.waiting.length === 0;
    if (isKept && this.profile.keepAlive.inline > 0 && staysInRow) this.holdSlot(connection, request.slot!);
    else this.freeSlot(request.slot!);
    this.queue.acceptor.ended?.(this);
    if (request.data !== 'never') this.life.requestEnded();
    this.changed(wasReady);
  }

  /** The server has no more to do with it. */
  leaveServer(request: Request, outcome: Outcome): void {
    request.isAtServer = false;
    this.context.answer(request, outcome);
  }

  closeIdle(connection: Connection): void {
    this.context.kept!.delete(connection.request.client!);
    connection.isIdle = false;
    this.connections.delete(connection);
    const { slot } = connection;
    connection.slot = undefined;
    if (slot) this.freeSlot(slot);
  }

  /** Everything that it has is lost. */
  loseAll(): void {
    this.turns?.forgetAll();
    const connected = [...this.connections].filter(({ isIdle, request }) => !isIdle && request.isAtServer);
    const lost = connected.map(({ request }) => request);
    for (const connection of this.connections) {
      const { isIdle, request, slot } = connection;
      if (isIdle) this.context.kept!.delete(request.client!);
      connection.isIdle = false;
      if (slot) slot.to = this.context.engine.now;
      connection.slot = undefined;
    }
    lost.push(...(this.queue.acceptor.recall?.(this) ?? []));
    for (const request of lost.sort((a, b) => a.serial - b.serial)) {
      request.killed.comeTrue();
      if (request.slot) request.slot.to = this.context.engine.now;
      this.leaveServer(request, Outcome.eof);
    }
    this.connections.clear();
    this.running.clear();
    this.waiting.length = 0;
    this.slotsInUse = 0;
  }

  /** What may be possible now. */
  changed(wasReady: boolean): void {
    this.life.connectionClosed();
    if (!wasReady && this.isReady) this.queue.acceptor.ready(this);
  }

  /** A server with a limit of its connections closes that of a request in a turn of its own. */
  private hangUp(connection: Connection): void {
    if (this.profile.connectionLimit < Number.POSITIVE_INFINITY)
      this.context.engine.start(this.closeInTurn(connection));
    else this.connections.delete(connection);
  }

  private *closeInTurn(connection: Connection): Process {
    yield this.turns!.ask(new Task(0));
    const wasReady = this.isReady;
    this.connections.delete(connection);
    this.changed(wasReady);
  }

  /** It was accepted without its request. */
  private *awaitData(request: Request): Process {
    yield request.dataKnown;
    if (request.killed.isTrue) return;
    if (request.data === 'here') return this.needSlot(request);
    const wasReady = this.isReady;
    this.leaveServer(request, Outcome.reset);
    this.hangUp(request.connection!);
    this.changed(wasReady);
  }

  private needSlot(request: Request): void {
    if (this.slotsInUse === this.profile.slots) this.waiting.push(request);
    else {
      this.slotsInUse += 1;
      const slot = { from: this.context.engine.now, to: Number.NaN };
      this.context.tally.slots.push(slot);
      this.run(request, slot);
    }
  }

  private run(request: Request, slot: Slot): void {
    request.slot = slot;
    this.context.engine.start(serve(this, request));
  }

  private freeSlot(slot: Slot): void {
    slot.to = this.context.engine.now;
    this.slotsInUse -= 1;
    const next = this.waiting.shift();
    if (next) this.needSlot(next);
  }

  private keeps(request: Request, outcome: Outcome): boolean {
    const isGood = outcome === Outcome.ok && this.profile.keepAlive.idle > 0;
    if (!isGood || this.context.kept === undefined || !isPending(request) || !this.life.isUp) return false;
    const othersAreAtTheDoor = !this.isReady && this.queue.waiting.length > 0;
    return !(this.endsRow(request.connection!) && othersAreAtTheDoor);
  }

  /** The connection has had its requests in a row. */
  private endsRow({ inRow }: Connection): boolean {
    const { inline } = this.profile.keepAlive;
    return inline > 0 && inRow + 1 >= inline;
  }

  private keep(connection: Connection): void {
    const { engine, kept } = this.context;
    const { request } = connection;
    connection.isIdle = true;
    kept!.set(request.client!, connection);
    engine.timer(this.profile.keepAlive.idle, Order.timeout).whenTrue(() => {
      if (!connection.isIdle || connection.request !== request) return;
      const wasReady = this.isReady;
      this.closeIdle(connection);
      this.changed(wasReady);
    });
  }

  /** The slot waits for the next request of the same connection. */
  private holdSlot(connection: Connection, slot: Slot): void {
    const { engine } = this.context;
    const { request } = connection;
    connection.slot = slot;
    engine.timer(this.profile.keepAlive.inlineWait, Order.timeout).whenTrue(() => {
      if (connection.slot !== slot || connection.request !== request) return;
      const wasReady = this.isReady;
      connection.slot = undefined;
      this.freeSlot(slot);
      this.changed(wasReady);
    });
  }

  private beginsTurn(task: Task): void {
    const { request } = task;
    if (!request) return;
    if (Number.isNaN(request.startedAt)) request.startedAt = this.context.engine.now;
    if (this.profile.timeout.limits === 'loop') this.context.engine.start(watchLoop(this, task));
  }
}
