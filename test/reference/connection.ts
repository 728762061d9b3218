import { Outcome, type Scenario } from '@dynosim/models';
import { Order } from '@dynosim/sim-core';
import type { Condition, Engine, Process } from './engine.ts';
import { isPending, type Request } from './request.ts';

/** A connection that its client has and the server has not, or not yet. */
export interface HalfOpen {
  readonly dyno: number;
  synAcks: number;
  state: 'half-open' | 'cookie' | 'queued' | 'forgotten';
}

export interface ConnectionContext {
  readonly engine: Engine;
  readonly scenario: Scenario;
  /** What the kernel's clock showed at time 0 [s]. */
  readonly clockAtStart: number;
  /** The client's limit for connecting to one dyno [s]. */
  readonly connectTimeout: number;
  /** Its socket listens. */
  readonly listens: (request: Request) => boolean;
  /** Another socket of the dyno; false if none listens. */
  readonly findSocket: (request: Request) => boolean;
  readonly hasRoom: (request: Request) => boolean;
  /** The client believes to be connected. */
  readonly connected: (request: Request) => void;
  /** The connection enters the listen queue. */
  readonly enter: (request: Request) => void;
  readonly refused: (request: Request) => void;
  readonly timedOut: (request: Request) => void;
  readonly reset: (request: Request) => void;
  readonly dropped: () => void;
}

/** How a connection gets into a listen queue under Linux: the client's SYNs, the server's SYN-ACKs, the client's data. */
export class Connections {
  private readonly context: ConnectionContext;
  private readonly halfOpen = new Map<Request, HalfOpen>();

  constructor(context: ConnectionContext) {
    this.context = context;
  }

  *connect(request: Request): Process {
    const { engine, connectTimeout, connected, listens, findSocket, hasRoom, enter } = this.context;
    const { refused, timedOut, dropped } = this.context;
    if (hasRoom(request)) {
      connected(request);
      return enter(request);
    }
    for (const { sentAt, pause, isLast } of this.synTimetable()) {
      dropped();
      if (isLast) yield engine.timer(connectTimeout - sentAt, Order.timeout);
      else yield this.kernelTimer(request, pause, Order.arrival);
      if (!isPending(request)) return;
      if (isLast) return timedOut(request);
      if (!listens(request) && !findSocket(request)) return refused(request);
      if (hasRoom(request)) break;
    }
    yield engine.timer(0, Order.observation);
    if (!isPending(request)) return;
    connected(request);
    if (hasRoom(request)) return enter(request);
    this.leaveHalfOpen(request);
  }

  /** Nobody waits for the request any more: true if the server still waits for its data. */
  hangUp(request: Request): void {
    const connection = this.halfOpen.get(request);
    if (connection) connection.state = 'forgotten';
    this.halfOpen.delete(request);
  }

  /** The dyno is dead, and its kernel's memory of connections with it. */
  forgetAll(dyno: number): void {
    for (const connection of this.halfOpen.values()) {
      if (connection.dyno === dyno && connection.state !== 'queued') connection.state = 'forgotten';
    }
  }

  private *synTimetable(): Generator<{ sentAt: number; pause: number; isLast: boolean }> {
    const linear = this.context.scenario.server.profile.whenFull === 'retry-linear' ? 4 : 0;
    const pauses = [...Array.from({ length: linear }, () => 1), 1, 2, 4, 8, 16, 32, 64];
    let sentAt = 0;
    for (const [retry, pause] of pauses.entries()) {
      const isLast = retry === pauses.length - 1 || sentAt + pause > this.context.connectTimeout;
      yield { sentAt, pause, isLast };
      sentAt += pause;
    }
  }

  private leaveHalfOpen(request: Request): void {
    const { engine, scenario } = this.context;
    const isRemembered = this.crowd(request.dyno).length < scenario.server.profile.backlog;
    const connection: HalfOpen = { dyno: request.dyno, synAcks: 0, state: isRemembered ? 'half-open' : 'cookie' };
    this.halfOpen.set(request, connection);
    engine.start(this.sendData(request, connection));
    if (isRemembered) engine.start(this.repeatSynAck(request, connection));
  }

  /** The client believes to be connected and sends its request, up to 15 times again (tcp_retries2). */
  private *sendData(request: Request, connection: HalfOpen): Process {
    const { listens, hasRoom, enter, reset, timedOut } = this.context;
    let retries = 0;
    for (let pause = 0.2; ; pause = Math.min(120, 2 * pause)) {
      yield this.kernelTimer(request, pause, Order.arrival);
      if (!isPending(request)) return;
      if (connection.state !== 'queued' && !listens(request)) connection.state = 'forgotten';
      const { state } = connection;
      const isInVain = state !== 'queued' && state !== 'forgotten' && !hasRoom(request);
      if (isInVain && retries++ < 15) continue;
      this.halfOpen.delete(request);
      connection.state = 'forgotten';
      if (isInVain) return timedOut(request);
      if (state === 'forgotten') return reset(request);
      if (state !== 'queued') return enter(request);
      request.data = 'here';
      return request.dataKnown.comeTrue();
    }
  }

  /** The server asks for the last step of the handshake again: if there is room by then, it has a bare connection. */
  private *repeatSynAck(request: Request, connection: HalfOpen): Process {
    const { listens, hasRoom, enter } = this.context;
    for (let pause = 1; ; pause *= 2) {
      yield this.kernelTimer(request, pause, Order.change);
      if (connection.state !== 'half-open') return;
      if (connection.synAcks >= this.synAckLimit(connection.dyno) || !listens(request)) {
        connection.state = 'forgotten';
        return;
      }
      if (hasRoom(request)) {
        connection.state = 'queued';
        request.data = 'awaited';
        return enter(request);
      }
      connection.synAcks += 1;
    }
  }

  /** Five repetitions; down to two where many are half open and few of them are young. */
  private synAckLimit(dyno: number): number {
    const crowd = this.crowd(dyno);
    if (crowd.length <= Math.max(4, this.context.scenario.server.profile.backlog / 2)) return 5;
    const young = crowd.filter(({ synAcks }) => synAcks === 0).length;
    return [5, 4, 3].find((limit) => crowd.length < young * 2 ** (6 - limit)) ?? 2;
  }

  private crowd(dyno: number): HalfOpen[] {
    return [...this.halfOpen.values()].filter((other) => other.dyno === dyno && other.state === 'half-open');
  }

  /** A timer of the Linux kernel: the tick after the time is over, on a grid that is the coarser the longer it is. */
  private kernelTimer(request: Request, delay: number, order: Order): Condition {
    const { engine } = this.context;
    const clockAtStart = this.context.clockAtStart + (request.serial % 2) * 1e-4;
    const tick = delay < 0.252 ? 0.004 : delay < 2.016 ? 0.032 : delay < 16.128 ? 0.256 : 2.048;
    const ticks = Math.floor((engine.now + clockAtStart + delay) / tick) + 1;
    return engine.timerAt(ticks * tick - clockAtStart, order);
  }
}

/** What a client or a router sees where a connection broke. */
export function brokenConnection(generation: string, outcome: Outcome): Outcome {
  return generation === 'none' ? outcome : Outcome.h13;
}
