import { type EventKind, NONE, Order, type Simulation } from '@dynosim/sim-core';
import { Outcome } from '../request/outcome.ts';
import type { ServerProfile } from '../servers/profile.ts';
import { type Departures, NEVER } from './departures.ts';
import type { DynoMemory } from './dyno-memory.ts';
import type { Entrance } from './entrance.ts';
import type { Execution } from './execution.ts';
import type { FleetListener } from './machine.ts';
import type { WorkerLives } from './worker-lives.ts';
import { Life, type Workers } from './workers.ts';

/** What a dyno is made of. */
export interface RestartParts {
  readonly workers: Workers;
  readonly profile: ServerProfile;
  readonly departures: Departures;
  readonly entrance: Entrance;
  readonly lives: WorkerLives;
  readonly memory: DynoMemory | undefined;
  readonly execution: Execution;
  readonly listener: FleetListener;
}

/**
 * Dynos that are killed whole, as by SIGKILL, and started again: workers and master lose all they have, connections in
 * the listen queue are reset, and for as long as the start takes nobody listens there. Then all workers are up at once.
 */
export class DynoRestarts {
  private readonly simulation: Simulation;
  private readonly parts: RestartParts;
  private readonly booted: EventKind;

  constructor(simulation: Simulation, parts: RestartParts) {
    this.simulation = simulation;
    this.parts = parts;
    this.booted = simulation.on('dyno up', (dyno) => this.end(dyno), Order.change);
  }

  /** The dyno is dead; it accepts again after `delay` [s]. */
  begin(dyno: number, delay: number): void {
    const { workers, profile, departures, entrance, lives, memory, execution, listener } = this.parts;
    workers.isDynoUp[dyno] = 0;
    for (let place = dyno * workers.perDyno; place < (dyno + 1) * workers.perDyno; place++) {
      if (workers.life[place] === Life.down) lives.die(place);
      else departures.loseAll(place, NONE, Outcome.eof, NEVER);
    }
    if (profile.accept.kind === 'credit') execution.clear(workers.count + dyno);
    entrance.reset(dyno);
    memory?.died(dyno);
    listener.dynoDied(dyno);
    this.simulation.schedule(delay, this.booted, dyno);
  }

  private end(dyno: number): void {
    const { workers, lives, memory, listener } = this.parts;
    workers.isDynoUp[dyno] = 1;
    memory?.booted(dyno);
    for (let place = dyno * workers.perDyno; place < (dyno + 1) * workers.perDyno; place++) lives.revive(place);
    listener.dynoBooted(dyno);
  }
}
