import { Order, Simulation, Streams } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { WorkerLives } from './worker-lives.ts';
import { Life, Workers } from './workers.ts';

type WorkersProfile = ConstructorParameters<typeof Workers>[1];
type Rule = ConstructorParameters<typeof WorkerLives>[2];

const LATE_BINDING = { workers: 2, admission: 1, admits: 'connections' } as WorkersProfile;
const NEVER: Rule = {
  ...{ after: Number.POSITIVE_INFINITY, jitter: 0, notice: 0, poll: 0, patience: Number.POSITIVE_INFINITY },
  ...{ losesUnread: false, replacement: [0, 0] },
};

/** Two workers whose replacements need 10 s. */
class Crew {
  readonly simulation = new Simulation();
  readonly workers = new Workers(1, LATE_BINDING);
  readonly log: string[] = [];
  readonly lives: WorkerLives;
  /** Connections that a worker closes when it leaves. */
  idle = 0;
  private readonly event = this.simulation.on('connection closed', (place) => this.close(place), Order.departure);

  constructor(rule: Partial<Rule>) {
    const draws = new Streams('lives', 0).uniform('worker lives');
    const note = (what: string, place: number): void => void this.log.push(`${place} ${what} ${this.simulation.now}`);
    this.lives = new WorkerLives(this.simulation, this.workers, { ...NEVER, ...rule }, 10, draws, {
      leaving: (place) => {
        note('leaves', place);
        for (; this.idle > 0; this.idle -= 1) this.close(place);
      },
      left: (place) => note('left', place),
      abandon: (place) => {
        note('gives up', place);
        this.workers.connections[place] = 0;
        this.lives.end(place);
      },
      up: (place) => note('up', place),
    });
  }

  /** A request of the worker is over, with its connection. */
  serve(place: number): void {
    this.workers.connections[place]! -= 1;
    this.workers.served[place]! += 1;
    this.lives.served(place);
  }

  closeAt(time: number, place: number): void {
    this.simulation.scheduleAt(time, this.event, place);
  }

  private close(place: number): void {
    this.workers.connections[place]! -= 1;
    this.lives.emptied(place);
  }
}

describe('the life of a worker', () => {
  it('ends after its number of requests, and another one begins', () => {
    const crew = new Crew({ after: 2 });
    for (let request = 0; request < 2; request++) {
      crew.workers.connections[1] = 1;
      crew.serve(1);
    }
    expect(crew.workers.life[1]).toBe(Life.down);
    crew.simulation.run(100);
    expect(crew.log).toEqual(['1 leaves 0', '1 left 0', '1 up 10']);
    expect([crew.workers.life[1], crew.workers.served[1]]).toEqual([Life.up, 0]);
  });

  it('is drawn anew between its bounds for each worker', () => {
    const lengths = new Set<number>();
    for (let trial = 0; trial < 2; trial++) {
      const crew = new Crew({ after: 3, jitter: 4 });
      for (let life = 0; life < 40; life++) {
        const place = life % 2;
        let served = 0;
        while (crew.workers.life[place] === Life.up) {
          crew.workers.connections[place] = 1;
          crew.serve(place);
          served += 1;
        }
        lengths.add(served);
        crew.simulation.run(crew.simulation.now + 11);
      }
    }
    expect([...lengths].sort()).toEqual([3, 4, 5, 6, 7]);
  });

  it('goes on until the last connection is closed', () => {
    const crew = new Crew({ after: 1 });
    crew.workers.connections[0] = 3;
    crew.serve(0);
    crew.closeAt(4, 0);
    crew.closeAt(7, 0);
    crew.simulation.run(100);
    expect(crew.log).toEqual(['0 leaves 0', '0 left 7', '0 up 17']);
  });

  it('ends between two looks at the latter of them', () => {
    const crew = new Crew({ after: 1, poll: 2 });
    crew.workers.connections[0] = 2;
    crew.serve(0);
    crew.closeAt(5, 0);
    crew.simulation.run(100);
    expect(crew.log).toEqual(['0 leaves 0', '0 left 6', '0 up 16']);
  });

  it('ends by force when its patience is over', () => {
    const crew = new Crew({ after: 1, patience: 3 });
    crew.workers.connections[0] = 2;
    crew.serve(0);
    crew.simulation.run(100);
    expect(crew.log).toEqual(['0 leaves 0', '0 gives up 3', '0 left 3', '0 up 13']);
  });

  it('is noticed to be over within the given time, and its replacement is late', () => {
    const crew = new Crew({ after: 1, notice: 2, replacement: [5, 6] });
    crew.workers.connections[0] = 1;
    crew.serve(0);
    expect(crew.workers.life[0]).toBe(Life.up);
    crew.simulation.run(2);
    expect(crew.workers.life[0]).toBe(Life.down);
    crew.simulation.run(14.9);
    expect(crew.workers.life[0]).toBe(Life.down);
    crew.simulation.run(18);
    expect(crew.workers.life[0]).toBe(Life.up);
  });

  it('ends once where only idle connections were left', () => {
    const crew = new Crew({ after: 1, patience: 5 });
    crew.workers.connections[0] = 3;
    crew.idle = 2;
    crew.serve(0);
    crew.simulation.run(100);
    expect(crew.log).toEqual(['0 leaves 0', '0 left 0', '0 up 10']);
  });

  it('ends at once where it was killed over the last request of its number', () => {
    const crew = new Crew({ after: 1, patience: 50 });
    crew.workers.connections[0] = 1;
    crew.lives.leave(0);
    crew.serve(0);
    crew.simulation.run(100);
    expect(crew.log).toEqual(['0 leaves 0', '0 left 0', '0 up 10']);
  });
});
