import { type EventKind, Order, type Simulation, type UniformStream } from '@dynosim/sim-core';
import type { Requests } from '../request/requests.ts';
import type { PhaseKind, RequestClass } from '../scenario/scenario.ts';
import type { ServerProfile } from '../servers/profile.ts';
import type { Service, ServiceHost } from './service.ts';

/**
 * A service in which nobody ever waits for the CPU: there is a core for every slot, so its length is known when it
 * begins, and it is one event. Hot.
 */
export class WholeService implements Service {
  private readonly simulation: Simulation;
  private readonly requests: Requests;
  private readonly host: ServiceHost;
  private readonly kinds: readonly (readonly PhaseKind[])[];
  private readonly speed: number;
  private readonly before: number;
  private readonly after: number;
  private readonly limit: number;
  private readonly within: number;
  private readonly look: UniformStream | undefined;
  private readonly done: EventKind;
  private readonly kill: EventKind;

  constructor(
    simulation: Simulation,
    requests: Requests,
    classes: readonly RequestClass[],
    speed: number,
    { overhead, timeout }: ServerProfile,
    look: UniformStream | undefined,
    host: ServiceHost,
  ) {
    this.simulation = simulation;
    this.requests = requests;
    this.host = host;
    this.kinds = classes.map((c) => c.phases.map((phase) => phase.kind));
    this.speed = speed;
    this.before = overhead.read;
    this.after = overhead.write;
    this.limit = look ? timeout.after : Number.POSITIVE_INFINITY;
    this.within = timeout.within;
    this.look = look;
    this.done = simulation.on('service done', (slot) => host.served(slot), Order.departure);
    this.kill = simulation.on('worker overdue', (slot) => host.overdue(slot), Order.change);
  }

  begin(slot: number): void {
    const { requests, host } = this;
    const kinds = this.kinds[requests.classOf[slot]!]!;
    const first = slot * requests.phases;
    const slowdown = host.slowdown(slot);
    let service = this.before * slowdown + host.firstRequestExtra(slot);
    let cpu = this.before;
    for (let k = 0; k < kinds.length; k++) {
      const demand = requests.demands[first + k]!;
      const isCpu = kinds[k] === 'cpu';
      service += isCpu ? (demand / this.speed) * slowdown : demand;
      if (isCpu) cpu += demand / this.speed;
    }
    host.demanded((cpu + this.after) * slowdown);
    this.end(slot, service + this.after * slowdown);
  }

  stop(slot: number): void {
    this.simulation.cancel(this.requests.event[slot]!);
  }

  computed(): void {}

  private end(slot: number, service: number): void {
    const { requests, simulation } = this;
    const killed = service > this.limit ? this.limit + this.within * this.look!.next() : Number.POSITIVE_INFINITY;
    requests.event[slot] =
      service > killed ? simulation.schedule(killed, this.kill, slot) : simulation.schedule(service, this.done, slot);
  }
}
