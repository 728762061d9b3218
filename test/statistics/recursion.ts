import {
  Outcome,
  outcomeNames,
  type ReplicationOrder,
  type ReplicationSummary,
  replicate,
  type Scenario,
} from '@dynosim/models';
import { type Distribution, Fingerprint, Sample, Streams, Variates } from '@dynosim/sim-core';

/** Dynos with Poisson arrivals each, as far as the recursions need to know them. */
export interface Recursion {
  readonly dynos: number;
  readonly servers: number;
  /** One core shared by all, instead of servers. */
  readonly isShared: boolean;
  /** Between the arrivals at one dyno, and the demand [s]. */
  readonly gap: Distribution;
  readonly service: Distribution;
}

/** What happens to a request, of one dyno after the other and in any order [s]. */
type Tell = (arrived: number, wait: number, response: number) => void;

/**
 * Runs the rounds of a study by recursions instead of the simulator: the same law of response times, five times as
 * fast. What is tested is what the study makes of its replications, and only that. The pilot, which asks for a time
 * series, is the simulator's.
 */
export function byRecursion(station: Recursion) {
  return (scenario: Scenario, order: ReplicationOrder): ReplicationSummary => {
    return order.points > 0 || !order.untilAnswered ? replicate(scenario, order) : recursion(station, scenario, order);
  };
}

function recursion(station: Recursion, scenario: Scenario, order: ReplicationOrder): ReplicationSummary {
  const { replication, from, to } = order;
  const [ok, waits] = [new Sample(), new Sample()];
  let arrived = 0;
  let busy = 0;
  const tell: Tell = (at, wait, response) => {
    if (at < from || at >= to) return;
    arrived += 1;
    busy += response - wait;
    ok.add(response);
    waits.add(wait);
  };
  for (let dyno = 0; dyno < station.dynos; dyno++) {
    const streams = new Streams(`${scenario.run.seed} dyno ${dyno}`, replication);
    const gaps = new Variates(station.gap, streams.uniform('gaps'));
    const services = new Variates(station.service, streams.uniform('services'));
    if (station.isShared) shared(gaps, services, to, tell);
    else firstComeFirstServed(station.servers, gaps, services, to, tell);
  }
  const counts = { arrived, answers: arrived, okAnswers: arrived, inFlight: 0, events: 0, cpu: 0 };
  return {
    ...{ replication, from, to, end: to, ...counts, busy, workersKilled: 0, down: 0, served: arrived },
    ...{ runnable: 0, loadPeak: Number.NaN },
    ...{ droppedSyns: 0, recycled: 0, memoryPeak: 0, memoryQuota: 1, r14: 0, r15: 0, memoryKills: 0 },
    ...{ firstR14: Number.POSITIVE_INFINITY, firstR15: Number.POSITIVE_INFINITY },
    ...{
      codes: Float64Array.from(outcomeNames, (_, outcome) => (outcome === Outcome.ok ? arrived : 0)),
      series: undefined,
      database: undefined,
    },
    ...{ ok: ok.summary(), failed: new Sample().summary(), waits: waits.summary(), waited: waits.positive },
    fingerprint: new Fingerprint().toString(),
  };
}

/** Kiefer and Wolfowitz: the workloads that the servers have before them, sorted. */
function firstComeFirstServed(servers: number, gaps: Variates, services: Variates, to: number, tell: Tell): void {
  const free = new Float64Array(servers);
  for (let now = gaps.next(); now < to; now += gaps.next()) {
    const service = services.next();
    const wait = Math.max(0, free[0]! - now);
    const end = now + wait + service;
    let i = 1;
    for (; i < servers && free[i]! < end; i++) free[i - 1] = free[i]!;
    free[i - 1] = end;
    tell(now, wait, wait + service);
  }
}

/** One core shared equally: jobs sorted by the work that each of them will have got when it ends, largest first. */
function shared(gaps: Variates, services: Variates, to: number, tell: Tell): void {
  const ends: number[] = [];
  const arrivals: number[] = [];
  let given = 0;
  let now = 0;
  let open = 0;
  for (let next = gaps.next(); next < to || open > 0; next += gaps.next()) {
    while (ends.length > 0 && now + (ends.at(-1)! - given) * ends.length <= next) {
      now += (ends.at(-1)! - given) * ends.length;
      given = ends.pop()!;
      const arrived = arrivals.pop()!;
      if (arrived < to) open -= 1;
      tell(arrived, 0, now - arrived);
    }
    if (ends.length > 0) given += (next - now) / ends.length;
    now = next;
    if (now < to) open += 1;
    const end = given + services.next();
    let i = ends.length;
    for (; i > 0 && ends[i - 1]! < end; i--) {
      ends[i] = ends[i - 1]!;
      arrivals[i] = arrivals[i - 1]!;
    }
    ends[i] = end;
    arrivals[i] = now;
  }
}
