import { type EventKind, NONE, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import type { RecyclingRule } from '../servers/profile.ts';
import { Life, type Workers } from './workers.ts';

/** What the end of a worker's life means for the dyno around it. */
export interface LivesHost {
  /** It accepts no more; what it has is finished. */
  leaving(place: number): void;
  /** It is gone, and nothing that it had is left. */
  left(place: number): void;
  /** Its patience is over: what it still has is lost. */
  abandon(place: number): void;
  /** Its replacement accepts. */
  up(place: number): void;
}

/**
 * How workers leave and are replaced: after a number of requests (`max_requests`), after finishing what they have, or
 * by force. Meanwhile the dyno has a worker less.
 */
export class WorkerLives {
  /** Workers that left after their number of requests. */
  recycled = 0;
  private readonly simulation: Simulation;
  private readonly workers: Workers;
  private readonly rule: RecyclingRule;
  private readonly respawnTime: number;
  private readonly chance: UniformStream;
  private readonly host: LivesHost;
  /** Requests after which each worker leaves. */
  private readonly quota: Float64Array;
  private readonly isNoticed: Uint8Array;
  private readonly respawned: EventKind;
  private readonly noticed: EventKind;
  private readonly polled: EventKind;
  private readonly patienceOver: EventKind;
  /** Pending events of each worker: that it notices, looks or is replaced, and the end of its patience; or NONE. */
  private readonly next: Int32Array;
  private readonly patience: Int32Array;

  constructor(
    simulation: Simulation,
    workers: Workers,
    rule: RecyclingRule,
    respawnTime: number,
    chance: UniformStream,
    host: LivesHost,
  ) {
    this.simulation = simulation;
    this.workers = workers;
    this.rule = rule;
    this.respawnTime = respawnTime;
    this.chance = chance;
    this.host = host;
    this.quota = new Float64Array(workers.count).fill(Number.POSITIVE_INFINITY);
    this.isNoticed = new Uint8Array(workers.count);
    this.next = new Int32Array(workers.count).fill(NONE);
    this.patience = new Int32Array(workers.count).fill(NONE);
    for (let place = 0; place < workers.count; place++) this.drawQuota(place);
    this.respawned = this.ownEvent('worker up', this.next, (place) => this.revive(place));
    this.noticed = this.ownEvent('worker leaves', this.next, (place) => this.leave(place));
    this.polled = this.ownEvent('worker looks whether it is empty', this.next, (place) => this.poll(place));
    this.patienceOver = this.ownEvent('worker leaves by force', this.patience, (place) => host.abandon(place));
  }

  /** A request of the worker is finished: it leaves after the last one of its number, and when it has nothing left. */
  served(place: number): void {
    const { workers, rule } = this;
    const isDue = workers.served[place]! >= this.quota[place]! && this.isNoticed[place] === 0;
    if (isDue && workers.life[place] === Life.up) {
      this.isNoticed[place] = 1;
      this.recycled += 1;
      if (rule.notice === 0) this.leave(place);
      else this.next[place] = this.simulation.schedule(rule.notice * this.chance.next(), this.noticed, place);
    } else this.emptied(place);
  }

  /** The worker has a connection less. */
  emptied(place: number): void {
    if (this.workers.life[place] === Life.leaving && this.rule.poll === 0) this.goIfEmpty(place);
  }

  /** The worker accepts no more, finishes what it has and goes. */
  leave(place: number): void {
    const { workers, rule } = this;
    if (workers.life[place] !== Life.up) return;
    workers.life[place] = Life.leaving;
    if (rule.patience < Number.POSITIVE_INFINITY) {
      this.patience[place] = this.simulation.schedule(rule.patience, this.patienceOver, place);
    }
    this.cancel(this.next, place);
    if (rule.poll > 0) this.next[place] = this.simulation.schedule(rule.poll, this.polled, place);
    // Closing the last idle connection may be all that it waits for.
    this.host.leaving(place);
    this.emptied(place);
  }

  /** The worker is dead, whatever it was about to do; a new one is up after `respawn` [s], or what its supervisor needs. */
  end(place: number, respawn = this.respawnTime): void {
    this.die(place);
    const [soonest, latest] = this.rule.replacement;
    const extra = soonest + (latest - soonest) * this.draw(latest);
    this.next[place] = this.simulation.schedule(respawn + extra, this.respawned, place);
  }

  /** The worker is dead, and so is who would replace it: it is down until `revive`. */
  die(place: number): void {
    const { workers } = this;
    const wasDown = workers.life[place] === Life.down;
    workers.life[place] = Life.down;
    this.cancel(this.next, place);
    this.cancel(this.patience, place);
    workers.served[place] = 0;
    if (!wasDown) this.host.left(place);
  }

  /** A new worker is up. */
  revive(place: number): void {
    this.workers.life[place] = Life.up;
    this.isNoticed[place] = 0;
    this.drawQuota(place);
    this.host.up(place);
  }

  private poll(place: number): void {
    if (this.workers.connections[place] === 0) this.end(place);
    else this.next[place] = this.simulation.schedule(this.rule.poll, this.polled, place);
  }

  private goIfEmpty(place: number): void {
    if (this.workers.connections[place] === 0) this.end(place);
  }

  private drawQuota(place: number): void {
    const { after, jitter } = this.rule;
    if (after < Number.POSITIVE_INFINITY) this.quota[place] = after + Math.floor(this.draw(jitter) * (jitter + 1));
  }

  /** A number from 0 to 1; 0 without a draw where nothing depends on it. */
  private draw(range: number): number {
    return range > 0 ? this.chance.next() : 0;
  }

  private cancel(events: Int32Array, place: number): void {
    if (events[place] !== NONE) this.simulation.cancel(events[place]!);
    events[place] = NONE;
  }

  private ownEvent(name: string, events: Int32Array, handler: (place: number) => void): EventKind {
    const run = (place: number): void => {
      events[place] = NONE;
      handler(place);
    };
    return this.simulation.on(name, run, Order.change);
  }
}
