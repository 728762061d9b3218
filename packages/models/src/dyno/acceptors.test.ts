import { Order, Simulation, Streams } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { AcceptAtOnce } from './accept-at-once.ts';
import { AcceptCredit, type CreditHost } from './accept-credit.ts';
import { AcceptLeastBusy } from './accept-least-busy.ts';
import { AcceptRace } from './accept-race.ts';
import type { Acceptor } from './acceptor.ts';

/** One queue of connections 1, 2, 3, … and workers that take so many each; a turn of a worker takes its time. */
class Dyno implements CreditHost {
  readonly simulation = new Simulation();
  readonly accepted: string[] = [];
  readonly held: number[];
  turns = 0;
  acceptor!: Acceptor;
  private readonly most: number;
  private readonly turnTimes: readonly number[];
  private readonly line: number[] = [];
  private readonly sent = new Map<number, number>();
  private connections = 0;
  private readonly turn = this.simulation.on(
    'turn',
    (place) => {
      this.turns += 1;
      this.acceptor.turn(place);
    },
    Order.departure,
  );

  constructor(turnTimes: readonly number[], most: number) {
    this.turnTimes = turnTimes;
    this.most = most;
    this.held = turnTimes.map(() => 0);
  }

  /** So many connections come, one after another. */
  arrive(count: number): this {
    for (let i = 0; i < count; i++) {
      this.line.push(++this.connections);
      this.acceptor.offered(0);
    }
    return this;
  }

  /** A request of the worker is over. */
  finish(place: number): this {
    const wasReady = this.isReady(place);
    this.held[place]! -= 1;
    this.acceptor.finished?.(place);
    if (!wasReady) this.acceptor.ready(place);
    return this;
  }

  queueOf(): number {
    return 0;
  }
  first(): number {
    return 0;
  }
  end(): number {
    return this.held.length;
  }
  waiting(): number {
    return this.line.length;
  }
  isReady(place: number): boolean {
    return this.held[place]! < this.most;
  }
  load(place: number): number {
    return this.held[place]!;
  }
  accept(place: number): void {
    this.take(place, this.line.shift()!);
  }
  takeTurn(place: number): void {
    this.simulation.schedule(this.turnTimes[place]!, this.turn, place);
  }
  takeMasterTurn(queue: number): void {
    (this.acceptor as AcceptCredit).handled(queue);
  }
  send(place: number): void {
    this.sent.set(place, this.line.shift()!);
  }
  receive(place: number): void {
    this.take(place, this.sent.get(place)!);
  }

  private take(place: number, connection: number): void {
    this.held[place]! += 1;
    this.accepted.push(`${connection} by ${place}`);
  }
}

function atOnce(workers: number, most: number): Dyno {
  const dyno = new Dyno(new Array<number>(workers).fill(0), most);
  dyno.acceptor = new AcceptAtOnce(dyno, 1, workers);
  return dyno;
}

describe('accepting at once', () => {
  it('gives a connection to the worker that has been ready longest', () => {
    const { accepted } = atOnce(3, 1).arrive(3).finish(1).finish(0).arrive(2);
    expect(accepted).toEqual(['1 by 0', '2 by 1', '3 by 2', '4 by 1', '5 by 0']);
  });

  it('goes round among workers that take several', () => {
    expect(atOnce(2, 2).arrive(5).accepted).toEqual(['1 by 0', '2 by 1', '3 by 0', '4 by 1']);
  });

  it('leaves connections to whoever has room first', () => {
    expect(atOnce(2, 1).arrive(4).finish(1).finish(1).accepted).toEqual(['1 by 0', '2 by 1', '3 by 1', '4 by 1']);
  });
});

describe('accepting by load', () => {
  it('gives a connection to the worker that has the fewest, the first of several', () => {
    const dyno = new Dyno([0, 0, 0], 2);
    dyno.acceptor = new AcceptLeastBusy(dyno);
    expect(dyno.arrive(4).finish(2).finish(1).arrive(1).accepted.slice(3)).toEqual(['4 by 0', '5 by 1']);
  });
});

interface RaceSetting {
  readonly turns: readonly number[];
  readonly batch: number;
  readonly most?: number;
  readonly nap?: { readonly longest: number; readonly fullAt: number; readonly endsEarly: boolean };
}

/** Workers that react after exactly 1, 1.5, 2, … s. */
function race({ turns, batch, most = Number.POSITIVE_INFINITY, nap }: RaceSetting): Dyno {
  const dyno = new Dyno(turns, most);
  const rule = { kind: 'race', fastest: 1, slowest: 1, bias: 0.5, lag: 0, batch, nap } as const;
  const draws = new Streams('race', 0).uniform('accept race');
  const size = { queues: 1, places: turns.length };
  dyno.acceptor = new AcceptRace(dyno.simulation, dyno, rule, draws, size);
  return dyno;
}

describe('a race', () => {
  it('is won by the first to react, who takes a whole burst; the others sleep on', () => {
    const dyno = race({ turns: [0.1, 0.1], batch: Number.POSITIVE_INFINITY }).arrive(3);
    dyno.simulation.run(10);
    expect(dyno.accepted).toEqual(['1 by 0', '2 by 0', '3 by 0']);
    expect(dyno.turns).toBe(1);
  });

  it('is shared where one turn takes one connection', () => {
    const dyno = race({ turns: [0.8, 0.8], batch: 1 }).arrive(3);
    dyno.simulation.run(10);
    expect(dyno.accepted).toEqual(['1 by 0', '2 by 1', '3 by 0']);
  });

  it('is lost by a worker whose turn does not come', () => {
    const dyno = race({ turns: [5, 0.1], batch: 1 }).arrive(3);
    dyno.simulation.run(10);
    expect(dyno.accepted).toEqual(['1 by 1', '2 by 1', '3 by 1']);
  });

  it('wakes a worker alone that is ready again while connections wait', () => {
    const dyno = race({ turns: [0.1, 0.1], batch: 1, most: 1 }).arrive(3);
    dyno.simulation.run(10);
    expect(dyno.accepted).toEqual(['1 by 0', '2 by 1']);
    dyno.finish(1).simulation.run(11.59);
    expect(dyno.accepted).toHaveLength(2);
    dyno.simulation.run(11.61);
    expect(dyno.accepted).toEqual(['1 by 0', '2 by 1', '3 by 1']);
  });

  it('begins with a nap where a worker has requests, which the end of one of them may end', () => {
    for (const [endsEarly, taken] of [
      [false, 1],
      [true, 2],
    ] as const) {
      const dyno = race({ turns: [0.1], batch: 1, nap: { longest: 4, fullAt: 2, endsEarly } }).arrive(1);
      dyno.simulation.run(2);
      dyno.arrive(1).simulation.run(4);
      expect(dyno.accepted).toHaveLength(1);
      dyno.finish(0).simulation.run(4.9);
      expect(dyno.accepted).toHaveLength(taken);
      dyno.simulation.run(5.2);
      expect(dyno.accepted).toHaveLength(2);
    }
  });

  it('is over for a worker that is gone', () => {
    const dyno = race({ turns: [0.1, 0.1], batch: 1 }).arrive(1);
    dyno.acceptor.gone(0);
    dyno.simulation.run(10);
    expect(dyno.accepted).toEqual(['1 by 1']);
  });
});

describe('credit', () => {
  it('sends a worker its next connection when that has taken the last one', () => {
    const dyno = new Dyno([10, 1], Number.POSITIVE_INFINITY);
    dyno.acceptor = new AcceptCredit(dyno, 1);
    dyno.arrive(5).simulation.run(20);
    expect(dyno.accepted).toEqual(['2 by 1', '3 by 1', '4 by 1', '5 by 1', '1 by 0']);
    dyno.arrive(2).simulation.run(40);
    expect(dyno.accepted.slice(5)).toEqual(['6 by 1', '7 by 0']);
  });
});
