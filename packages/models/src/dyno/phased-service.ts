import { type EventKind, Order, type Simulation } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { PhaseKind, RequestClass } from '../scenario/scenario.ts';
import type { ServerProfile } from '../servers/profile.ts';
import type { Execution } from './execution.ts';
import type { RequestDeadlines } from './request-deadlines.ts';
import type { Service, ServiceHost } from './service.ts';

/**
 * A service phase by phase: computing takes as long as others let it, waiting takes its time. Adjacent phases of a kind
 * are one. The server's own work comes before the first computing and after the last; whoever shares an interpreter
 * needs a turn for every computing, however small. Hot.
 */
export class PhasedService implements Service {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly execution: Execution;
  private readonly host: ServiceHost;
  private readonly deadlines: RequestDeadlines | undefined;
  private readonly kinds: readonly (readonly PhaseKind[])[];
  private readonly speed: number;
  private readonly readTurn: number;
  private readonly readTurns: number;
  private readonly write: number;
  private readonly needsTurnToWrite: boolean;
  private readonly isSerial: boolean;
  private readonly waited: EventKind;
  private readonly warmedUp: EventKind;

  constructor(
    simulation: Simulation,
    requests: Requests,
    classes: readonly RequestClass[],
    speed: number,
    { overhead, cpu }: ServerProfile,
    execution: Execution,
    deadlines: RequestDeadlines | undefined,
    host: ServiceHost,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.execution = execution;
    this.host = host;
    this.deadlines = deadlines;
    this.kinds = classes.map((c) => c.phases.map((phase) => phase.kind));
    this.speed = speed;
    this.readTurns = overhead.readTurns;
    this.readTurn = overhead.read / overhead.readTurns;
    this.write = overhead.write;
    this.needsTurnToWrite = overhead.writeTurns > 0;
    this.isSerial = cpu.kind === 'serial';
    const { resume } = overhead;
    this.waited = simulation.on('phase done', (slot) => this.compute(slot, resume, true), Order.departure);
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
    const kinds = this.kinds[requests.classOf[slot]!]!;
    const first = slot * requests.phases;
    let step = requests.step[slot]!;
    if (step >= kinds.length) {
      this.end(slot);
      return;
    }
    let delay = 0;
    while (step < kinds.length && kinds[step] !== 'cpu') delay += requests.demands[first + step++]!;
    requests.step[slot] = step;
    this.wait(slot, delay, this.waited);
  }

  stop(slot: number): void {
    const { requests } = this;
    this.deadlines?.release(slot);
    if (requests.onCpu[slot] === 1) this.execution.drop(requests.worker[slot]!, slot);
    else this.simulation.cancel(requests.event[slot]!);
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
    this.host.served(slot);
  }
}
