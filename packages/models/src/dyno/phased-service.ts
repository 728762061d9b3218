import { type EventKind, Order, type Simulation } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { PhaseKind, RequestClass } from '../scenario/scenario.ts';
import type { ServerProfile } from '../servers/profile.ts';
import type { Execution } from './execution.ts';
import type { RequestDeadlines } from './request-deadlines.ts';
import type { Queries, QueryClient, Service, ServiceHost } from './service.ts';

/** What a service phase by phase is made of. */
export interface PhasedParts {
  readonly simulation: Simulation;
  readonly requests: Requests;
  readonly classes: readonly RequestClass[];
  readonly speed: number;
  readonly profile: ServerProfile;
  readonly execution: Execution;
  readonly deadlines: RequestDeadlines | undefined;
  /** Undefined where queries are waits like others. */
  readonly database: Queries | undefined;
  readonly host: ServiceHost;
}

/**
 * A service phase by phase: computing takes as long as others let it, waiting takes its time, a query what the database
 * makes of it. Adjacent phases of computing, and of waiting, are one. The server's own work comes before the first computing and after the last; whoever shares an interpreter
 * needs a turn for every computing, however small. Hot.
 */
export class PhasedService implements Service, QueryClient {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly execution: Execution;
  private readonly host: ServiceHost;
  private readonly deadlines: RequestDeadlines | undefined;
  private readonly database: Queries | undefined;
  private readonly kinds: readonly (readonly PhaseKind[])[];
  private readonly speed: number;
  private readonly resume: number;
  private readonly readTurn: number;
  private readonly readTurns: number;
  private readonly write: number;
  private readonly needsTurnToWrite: boolean;
  private readonly isSerial: boolean;
  private readonly waited: EventKind;
  private readonly warmedUp: EventKind;

  constructor(parts: PhasedParts) {
    const { simulation, requests, execution, host, deadlines, database, classes, speed } = parts;
    const { overhead, cpu } = parts.profile;
    this.simulation = simulation;
    this.requests = requests;
    this.execution = execution;
    this.host = host;
    this.deadlines = deadlines;
    this.database = database;
    database?.serve(this);
    this.kinds = classes.map((c) => c.phases.map((phase) => phase.kind));
    this.speed = speed;
    this.readTurns = overhead.readTurns;
    this.readTurn = overhead.read / overhead.readTurns;
    this.write = overhead.write;
    this.needsTurnToWrite = overhead.writeTurns > 0;
    this.isSerial = cpu.kind === 'serial';
    const { resume } = overhead;
    this.resume = resume;
    this.waited = simulation.on('phase done', (slot) => this.goOn(slot), Order.departure);
    this.warmedUp = simulation.on('worker warmed up', (slot) => this.read(slot), Order.departure);
  }

  begin(slot: number): void {
    const { requests } = this;
    requests.step[slot] = 0;
    requests.turns[slot] = this.readTurns;
    this.deadlines?.watch(slot);
    const extra = this.host.firstRequestExtra(slot);
    if (extra > 0) this.wait(slot, extra, this.warmedUp);
    else this.read(slot);
  }

  computed(slot: number): void {
    const { requests } = this;
    if (requests.turns[slot]! > 0) {
      this.read(slot);
      return;
    }
    if (requests.step[slot]! >= this.kinds[requests.classOf[slot]!]!.length) this.end(slot);
    else this.pause(slot);
  }

  queryAnswered(slot: number): void {
    this.requests.step[slot]! += 1;
    this.goOn(slot);
  }

  queryFailed(slot: number): void {
    this.deadlines?.release(slot);
    this.host.failed(slot);
  }

  stop(slot: number): void {
    const { requests } = this;
    this.deadlines?.release(slot);
    if (requests.onCpu[slot] === 1) this.execution.drop(requests.worker[slot]!, slot);
    else if (!this.database?.abandon(slot)) this.simulation.cancel(requests.event[slot]!);
    this.database?.end(slot);
  }

  /** After computing: what has to be waited for, up to the next query or computing. */
  private pause(slot: number): void {
    const { requests } = this;
    const kinds = this.kinds[requests.classOf[slot]!]!;
    const first = slot * requests.phases;
    let step = requests.step[slot]!;
    let delay = 0;
    for (; step < kinds.length && kinds[step] !== 'cpu' && !this.isQuery(slot, kinds, step); step++)
      delay += requests.demands[first + step]!;
    requests.step[slot] = step;
    if (delay > 0) this.wait(slot, delay, this.waited);
    else this.query(slot);
  }

  /** After a wait or a query: the next one, or computing. */
  private goOn(slot: number): void {
    const { requests } = this;
    const kinds = this.kinds[requests.classOf[slot]!]!;
    const first = slot * requests.phases;
    let step = requests.step[slot]!;
    while (step < kinds.length && kinds[step] !== 'cpu' && requests.demands[first + step] === 0) step += 1;
    requests.step[slot] = step;
    if (step < kinds.length && kinds[step] !== 'cpu') this.pause(slot);
    else this.compute(slot, this.resume, true);
  }

  private isQuery(slot: number, kinds: readonly PhaseKind[], step: number): boolean {
    if (this.database === undefined || kinds[step] !== 'db') return false;
    return this.requests.demands[slot * this.requests.phases + step]! > 0;
  }

  private query(slot: number): void {
    const { requests } = this;
    requests.onCpu[slot] = 0;
    this.database!.query(slot, requests.demands[slot * requests.phases + requests.step[slot]!]!);
  }

  private read(slot: number): void {
    const { requests } = this;
    if (--requests.turns[slot]! === 0) this.compute(slot, this.readTurn, false);
    else this.run(slot, this.readTurn, false);
  }

  /** The next computing: `lead` of the server's own and the CPU phases up to the next wait. */
  private compute(slot: number, lead: number, resumed: boolean): void {
    const { requests } = this;
    const kinds = this.kinds[requests.classOf[slot]!]!;
    const first = slot * requests.phases;
    let work = lead;
    let step = requests.step[slot]!;
    for (; step < kinds.length; step++) {
      const demand = requests.demands[first + step]!;
      if (kinds[step] === 'cpu') work += demand / this.speed;
      else if (demand > 0) break;
    }
    requests.step[slot] = step;
    if (step === kinds.length) work += this.write;
    const needsTurn = step === kinds.length ? this.needsTurnToWrite : this.isSerial;
    if (work > 0 || needsTurn) this.run(slot, work, resumed);
    else this.computed(slot);
  }

  private run(slot: number, work: number, resumed: boolean): void {
    const { requests } = this;
    requests.onCpu[slot] = 1;
    this.host.demanded(work);
    this.execution.run(requests.worker[slot]!, slot, work * this.host.slowdown(slot), resumed);
  }

  private wait(slot: number, delay: number, then: EventKind): void {
    this.requests.onCpu[slot] = 0;
    this.requests.event[slot] = this.simulation.schedule(delay, then, slot);
  }

  private end(slot: number): void {
    this.deadlines?.release(slot);
    this.database?.end(slot);
    this.host.served(slot);
  }
}
