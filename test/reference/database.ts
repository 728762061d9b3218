import type { Scenario } from '@dynosim/models';
import { Order } from '@dynosim/sim-core';
import { SharedCores } from './cores.ts';
import { Condition, type Engine, either, type Process } from './engine.ts';
import type { Request } from './request.ts';
import type { Worker } from './worker.ts';

type Rule = NonNullable<Scenario['database']>;

/** Somebody in a queue; `gift`: a connection that somebody else gave back. */
interface Ticket {
  readonly turn: Condition;
  gift: boolean;
}

/** The connections of a worker process. */
interface ConnectionPool {
  counted: number;
  idle: number;
  readonly waiting: Ticket[];
  /** Of the thread that opens connections, while it does. */
  stopped: Condition | undefined;
}

/** A database as its clients know it: some connections, perhaps somebody who lends them, some cores. */
export class PlainDatabase {
  /** When they happened [s]. */
  readonly refusals: number[] = [];
  readonly timeouts: number[] = [];
  peak = 0;
  /** How long it took requests to get a connection, and when they asked [s]. */
  readonly checkouts: { readonly request: Request; readonly waited: number }[] = [];
  private readonly engine: Engine;
  private readonly rule: Rule;
  private readonly cores: SharedCores | undefined;
  private readonly pools = new Map<Worker, ConnectionPool>();
  private readonly holders = new Set<Request>();
  private readonly atPooler: Ticket[] = [];
  private open = 0;
  private lent = 0;

  constructor(engine: Engine, rule: Rule) {
    this.engine = engine;
    this.rule = rule;
    if (Number.isFinite(rule.cores)) this.cores = new SharedCores(engine, rule.cores);
  }

  /** The request asks something; afterwards it has its answer, or `isRefused`, or was killed. */
  *ask(worker: Worker, request: Request, work: number): Process {
    const since = this.engine.now;
    if (!this.holders.has(request)) {
      yield* this.connect(worker, request);
      if (!this.holders.has(request)) return;
      if (!this.rule.pooler) this.checkouts.push({ request, waited: this.engine.now - since });
    }
    if (this.rule.pooler) {
      const isLent = yield* this.borrow(request);
      if (!isLent) return request.killed.isTrue ? undefined : this.refuse(worker, request);
      this.checkouts.push({ request, waited: this.engine.now - since });
    }
    yield* this.run(request, work);
    if (this.rule.pooler) this.giveBack();
    if (this.rule.hold === 'query' && !request.killed.isTrue) this.release(worker, request);
  }

  /** The request is over. */
  end(worker: Worker, request: Request): void {
    if (this.holders.has(request)) this.release(worker, request);
  }

  /** The process is gone, and so are its connections. */
  closeAll(worker: Worker): void {
    const pool = this.poolOf(worker);
    pool.stopped?.comeTrue();
    this.open -= pool.idle;
    pool.counted -= pool.idle;
    pool.idle = 0;
  }

  private *connect(worker: Worker, request: Request): Process {
    const pool = this.poolOf(worker);
    if (pool.idle > 0) {
      pool.idle -= 1;
      this.holders.add(request);
      return;
    }
    const opensOwn = this.rule.retry === undefined;
    if (!opensOwn || pool.counted >= this.rule.pool) {
      if (!opensOwn) this.grow(pool, 1);
      const ticket = yield* this.queueUp(pool.waiting, this.rule.checkoutTimeout, request);
      if (request.killed.isTrue) return;
      if (!ticket) {
        this.timeouts.push(this.engine.now);
        request.isRefused = true;
        return;
      }
      if (ticket.gift) {
        this.holders.add(request);
        return;
      }
    }
    yield* this.openOne(pool, request);
  }

  /** Somebody opens connections for those who wait, of whom `newcomers` are not in the queue yet. */
  private grow(pool: ConnectionPool, newcomers: number): void {
    if (pool.stopped || pool.counted >= this.rule.pool || pool.waiting.length + newcomers === 0) return;
    pool.counted += 1;
    pool.stopped = new Condition();
    this.engine.start(this.openBeside(pool, pool.stopped));
  }

  private *openBeside(pool: ConnectionPool, stopped: Condition): Process {
    const { engine, rule } = this;
    for (let delay = rule.retry!; ; delay *= 2) {
      const isFree = this.open < rule.connections;
      if (isFree) this.open += 1;
      this.peak = Math.max(this.peak, this.open);
      yield either(engine.timer(rule.connect, Order.departure), stopped);
      if (isFree && !stopped.isTrue) {
        pool.stopped = undefined;
        this.takeBack(pool);
        this.grow(pool, 0);
        return;
      }
      if (isFree) this.open -= 1;
      if (!stopped.isTrue && delay <= 300) yield either(engine.timer(delay, Order.departure), stopped);
      if (stopped.isTrue || delay > 300 || pool.waiting.length === 0) break;
    }
    pool.stopped = undefined;
    pool.counted -= 1;
  }

  private *openOne(pool: ConnectionPool, request: Request): Process {
    const { engine, rule } = this;
    if (!rule.overshoots) pool.counted += 1;
    const isFree = this.open < rule.connections;
    if (isFree) this.open += 1;
    this.peak = Math.max(this.peak, this.open);
    yield either(engine.timer(rule.connect, Order.departure), request.killed);
    if (isFree && !request.killed.isTrue) {
      if (rule.overshoots) pool.counted += 1;
      this.holders.add(request);
      return;
    }
    if (isFree) this.open -= 1;
    if (!request.killed.isTrue) {
      this.refusals.push(this.engine.now);
      request.isRefused = true;
    }
    if (rule.overshoots) return;
    pool.counted -= 1;
    pool.waiting.shift()?.turn.comeTrue();
  }

  /** Waits for a turn; undefined if it does not come in time, or comes too late. */
  private *queueUp(
    queue: Ticket[],
    patience: number,
    request: Request,
  ): Generator<Condition, Ticket | undefined, void> {
    const ticket = { turn: new Condition(), gift: false };
    queue.push(ticket);
    const limit = Number.isFinite(patience) ? this.engine.timer(patience, Order.timeout) : new Condition();
    yield either(either(ticket.turn, limit), request.killed);
    if (ticket.turn.isTrue) return ticket;
    queue.splice(queue.indexOf(ticket), 1);
    return undefined;
  }

  private release(worker: Worker, request: Request): void {
    this.holders.delete(request);
    this.takeBack(this.poolOf(worker));
  }

  private takeBack(pool: ConnectionPool): void {
    const next = pool.waiting.shift();
    if (next) {
      next.gift = true;
      next.turn.comeTrue();
    } else if (pool.idle < this.rule.reuse) pool.idle += 1;
    else {
      pool.counted -= 1;
      this.open -= 1;
    }
  }

  private *borrow(request: Request): Generator<Condition, boolean, void> {
    const { connections, timeout } = this.rule.pooler!;
    if (this.lent < connections) {
      this.lent += 1;
      return true;
    }
    const ticket = yield* this.queueUp(this.atPooler, timeout, request);
    return ticket !== undefined;
  }

  private giveBack(): void {
    const next = this.atPooler.shift();
    if (next) next.turn.comeTrue();
    else this.lent -= 1;
  }

  private refuse(worker: Worker, request: Request): void {
    this.timeouts.push(this.engine.now);
    request.isRefused = true;
    this.release(worker, request);
  }

  private *run(request: Request, work: number): Process {
    if (!this.cores) {
      yield either(this.engine.timer(work, Order.departure), request.killed);
      return;
    }
    const job = this.cores.add(work);
    yield either(job.done, request.killed);
    if (!job.done.isTrue) this.cores.remove(job);
  }

  private poolOf(worker: Worker): ConnectionPool {
    if (!this.pools.has(worker)) this.pools.set(worker, { counted: 0, idle: 0, waiting: [], stopped: undefined });
    return this.pools.get(worker)!;
  }
}
