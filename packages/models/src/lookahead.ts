import { Simulation, Streams } from '@dynosim/sim-core';
import { servesWhole } from './dyno/create-service.ts';
import { NO_MEMORY } from './dyno/dyno-memory.ts';
import { FifoWorkers } from './dyno/fifo-workers.ts';
import { Collector } from './measure/collector.ts';
import type { ReplicationSummary } from './measure/summary.ts';
import { Demands } from './request/demands.ts';
import { Outcome } from './request/outcome.ts';
import { Requests } from './request/requests.ts';
import { findRoutingPolicy } from './router/index.ts';
import { RoutableDynos } from './router/routable-dynos.ts';
import type { RoutingPolicy } from './router/router.ts';
import type { Scenario } from './scenario/scenario.ts';
import type { ServerProfile } from './servers/profile.ts';
import type { ReplicationOrder } from './simulate.ts';
import { findWorkload } from './workload/index.ts';

/** Nothing that only events can tell has happened. */
const NO_COUNTS = { droppedSyns: 0, recycled: 0, ...NO_MEMORY };

/** The one slot that is ever needed: a request is over as soon as it is known. */
const SLOT = 0;

/**
 * True where the whole life of a request is known at its arrival: open traffic, a choice of dyno that looks at no
 * queue, a core for every worker, nobody who loses patience.
 */
export function canLookAhead({ web, server, router, traffic, memory, database }: Scenario): boolean {
  const { profile } = server;
  const { recycling, cpu, accept, sockets, slots, admission, overhead } = profile;
  const plain = cpu.kind === 'parallel' && accept.kind === 'at-once' && sockets === 'shared' && overhead.write === 0;
  const oneByOne = slots === 1 && admission === 1 && recycling.after === Number.POSITIVE_INFINITY;
  const patient = traffic.timeout === Number.POSITIVE_INFINITY && router.generation === 'none';
  const blind = web.count === 1 || router.policy === 'random';
  const open = !findWorkload(traffic.arrivals)!.closed && traffic.retries === undefined;
  return (
    memory === undefined &&
    plain &&
    oneByOne &&
    patient &&
    blind &&
    open &&
    servesWhole(web, profile, database !== undefined) &&
    profile.firstRequest === 0
  );
}

/** How long a worker may have a request [s]. */
function timeoutOf({ timeout }: ServerProfile): number {
  return timeout.limits === 'nothing' ? Number.POSITIVE_INFINITY : timeout.after;
}

/**
 * A replication without an event list: three times as fast as the event-driven engine and equal to it, request by
 * request (the fingerprints are the same, which a test holds for hundreds of scenarios). Undefined if something
 * happens that cannot be known at an arrival, a full listen queue or a killed worker: then the events have to be run.
 */
export function lookAhead(scenario: Scenario, order: ReplicationOrder): ReplicationSummary | undefined {
  const run = new Lookahead(scenario, order);
  return run.complete();
}

class Lookahead {
  private readonly simulation = new Simulation();
  private readonly requests: Requests;
  private readonly demands: Demands;
  private readonly policy: RoutingPolicy;
  private readonly recordedDyno: Int32Array | undefined;
  private readonly workers: FifoWorkers;
  private readonly collector: Collector;
  private readonly order: ReplicationOrder;
  // Copies of what the scenario says, because the chain of properties to it would be walked for every request.
  private readonly overhead: number;
  private readonly speed: number;
  private readonly timeout: number;
  private readonly until: number;
  private readonly kinds: readonly (readonly boolean[])[];
  /** Requests that finish after the end of the observation, five numbers each: counted or not is decided at the end. */
  private readonly late: number[] = [];
  private serial = 0;
  private lastCounted = 0;
  private lastEnd = 0;
  private busy = 0;
  private served = 0;
  private cpu = 0;
  private open = 0;
  private failed = false;

  constructor(scenario: Scenario, order: ReplicationOrder) {
    const { web, server, router, requests, trace } = scenario;
    const streams = new Streams(scenario.run.seed, order.replication);
    this.overhead = server.profile.overhead.read;
    this.speed = web.speed;
    this.timeout = timeoutOf(server.profile);
    this.until = order.to < order.end ? order.to : order.end;
    this.order = order;
    this.requests = new Requests(Math.max(...requests.map((r) => r.phases.length)), 1);
    this.demands = new Demands(this.requests, requests, streams, trace);
    const dynos = new RoutableDynos(web.count);
    this.policy = findRoutingPolicy(router.policy)!.create(dynos, streams.uniform('routing'));
    this.recordedDyno = router.policy === 'random' ? trace?.dyno : undefined;
    this.workers = new FifoWorkers(web.count, server.profile.workers, server.profile.backlog);
    this.collector = new Collector(order);
    this.kinds = requests.map((c) => c.phases.map((phase) => phase.kind === 'cpu'));
    const context = {
      simulation: this.simulation,
      streams,
      arrive: (row: number) => this.arrive(row),
      trace,
      profile: scenario.profile,
    };
    findWorkload(scenario.traffic.arrivals)!.create(scenario.traffic, context).start();
  }

  complete(): ReplicationSummary | undefined {
    const { order, simulation, collector } = this;
    simulation.run(order.end);
    if (this.failed) return undefined;
    const last = order.untilAnswered ? Math.max(this.lastCounted, order.to) : Math.max(simulation.now, this.lastEnd);
    const end = Math.min(last, order.end);
    this.settle(end);
    const { replication } = order;
    const engine = { replication, end, events: simulation.events, inFlight: this.open };
    const { busy, served, cpu } = this;
    // Nobody waits for a core: tasks are runnable while they use one.
    const use = { busy, down: 0, served, cpu, runnable: cpu, loadPeak: Number.NaN };
    return collector.summary({ ...engine, ...use, workersKilled: 0, database: undefined, ...NO_COUNTS });
  }

  /** A request arrives, and its whole life is known. */
  private arrive(row: number): void {
    const now = this.simulation.now;
    const { order, workers, requests } = this;
    if (order.untilAnswered && this.isOver(now)) {
      this.simulation.stop();
      return;
    }
    this.demands.draw(SLOT, row);
    const dyno = this.recordedDyno ? this.recordedDyno[row]! : this.policy.choose();
    const counted = this.collector.arrival(now);
    const service = this.service(requests.classOf[SLOT]!);
    const free = workers.nextFree(dyno);
    const start = free > now ? free : now;
    if (service > this.timeout || (free > now && !workers.queue(dyno, now, start))) {
      this.failed = true;
      this.simulation.stop();
      return;
    }
    const end = start + service;
    workers.occupy(dyno, end);
    this.account(now, start, end, counted, dyno);
  }

  /** True for an arrival after the last answer that counts; at the same instant the answer comes first. */
  private isOver(now: number): boolean {
    return now >= this.lastCounted && (now > this.order.to || (now === this.order.to && this.lastCounted === now));
  }

  /** In the same order of additions as the event-driven engine, so that the sums are the same to the last bit. */
  private service(classIndex: number): number {
    const { requests } = this;
    const { overhead, speed } = this;
    const kinds = this.kinds[classIndex]!;
    let service = overhead;
    this.cpuWork = overhead;
    for (let k = 0; k < kinds.length; k++) {
      const demand = requests.demands[k]!;
      service += kinds[k] ? demand / speed : demand;
      if (kinds[k]) this.cpuWork += demand / speed;
    }
    return service;
  }

  private cpuWork = 0;

  private account(now: number, start: number, end: number, counted: boolean, dyno: number): void {
    const { order, collector } = this;
    const serial = this.serial++;
    const { until } = this;
    const { from } = order;
    if (end > from && start < until) {
      this.busy += (end < until ? end : until) - (start > from ? start : from);
      if (start >= from) this.cpu += this.cpuWork;
    }
    if (end > from && end <= until) this.served += 1;
    if (counted && end > this.lastCounted) this.lastCounted = end;
    if (end > this.lastEnd) this.lastEnd = end;
    if (end > until || start > until) {
      this.late.push(serial, dyno, now, start, end, counted ? 1 : 0);
      return;
    }
    if (counted) collector.wait(start - now);
    collector.outcome(now, end, Outcome.ok, counted);
    if (collector.series) this.chart(now, start, end, until);
    collector.fingerprint.add(serial, dyno, start, end, Outcome.ok);
  }

  /** Of the life of a request what happened by the time `until`. */
  private chart(arrived: number, start: number, finish: number, until: number): void {
    const series = this.collector.series!;
    series.entered(arrived);
    if (start <= until) series.taken(start);
    if (finish > until) return;
    series.ended(finish);
    series.left(finish);
    series.released(finish);
  }

  /** What finishes after the observation: seen if it is before the end of the run, else in flight. */
  private settle(end: number): void {
    const { late, collector } = this;
    for (let i = 0; i < late.length; i += 6) {
      const [serial, dyno, arrived, start, finish] = late.slice(i, i + 5) as [number, number, number, number, number];
      const counted = late[i + 5] === 1;
      if (counted && start <= end) collector.wait(start - arrived);
      if (collector.series) this.chart(arrived, start, finish, end);
      if (finish <= end) {
        collector.outcome(arrived, finish, Outcome.ok, counted);
        collector.fingerprint.add(serial, dyno, start, finish, Outcome.ok);
      } else if (counted) this.open += 1;
    }
  }
}
