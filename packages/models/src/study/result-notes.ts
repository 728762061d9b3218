import type { Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { ALL_BUSY } from './growth.ts';
import type { Replications } from './replications.ts';

/** Percentiles of fewer requests than this rest on a handful of them. Assumed. */
const FEW = 1000;
/** Of all CPU: what lies this close below is guaranteed. */
const ALL = 0.99;

/** Errors of which a reader should hear more, and how much faster than answers they are then. Assumed. */
const [NOTICED, QUICKER] = [0.01, 1.05];

/** What the notes are read off. */
type Seen = Pick<Result, 'utilisation' | 'errors' | 'latencyMs' | 'latencyOkMs'>;

/** What a reader has to know of the figures themselves before believing them. */
export function resultNotes(scenario: Scenario, all: Replications, seen: Seen): string[] {
  const notes = [...guaranteeNotes(scenario, seen.utilisation), ...fewNotes(all), ...stormNotes(scenario, all)];
  return [...notes, ...quickFailureNotes(seen)];
}

/** Where failures are faster than answers, more of them make the percentiles of all better. */
function quickFailureNotes({ errors, latencyMs, latencyOkMs }: Seen): string[] {
  const [all, ok] = [latencyMs.p95.value, latencyOkMs.p95.value];
  if (all === null || ok === null || !((errors.rate.value ?? 0) >= NOTICED && ok > QUICKER * all)) return [];
  const [good, any] = [ok, all].map((ms) => Number(ms.toPrecision(3)));
  return [
    `failures are quick and flatter the response times: p95 of good answers alone is ${good} ms, of all ${any} ms`,
  ];
}

/** The figures may rest on CPU that a shared dyno only has while its neighbours leave it. */
function guaranteeNotes({ web: { dyno } }: Scenario, { cpu }: Result['utilisation']): string[] {
  if (dyno === undefined || dyno.isDedicated) return [];
  const share = dyno.guaranteed / (dyno.cores * dyno.speed);
  if (share >= ALL || !((cpu.value ?? 0) > share)) return [];
  const what = `of ${percent(cpu.value!)} busy CPU only ${percent(share)} is guaranteed on ${dyno.name}`;
  return [`${what}: busy neighbours make it slower than this`];
}

function fewNotes(all: Replications): string[] {
  const outcomes = all.sum((s) => s.arrived - s.inFlight);
  if (outcomes >= FEW) return [];
  if (outcomes === 0) return ['no request had an outcome: there is nothing to tell'];
  if (outcomes === 1) return ['only 1 request was simulated: every percentile is its response time'];
  const slowest = Math.ceil(outcomes / 100);
  const those = slowest === 1 ? 'slowest of them' : `${slowest} slowest of them`;
  return [`only ${outcomes} requests were simulated: p99 rests on the ${those}`];
}

/** Retries can keep an overload alive that began by chance: some runs then fall into it, others do not. */
function stormNotes({ traffic, web, server }: Scenario, all: Replications): string[] {
  if (!traffic.retries || traffic.clients !== undefined) return [];
  const workers = (s: ReplicationSummary): number => (s.to - s.from) * web.count * server.profile.workers - s.down;
  const stormy = all.summaries.filter((s) => s.busy > ALL_BUSY * workers(s)).length;
  if (stormy === 0 || stormy === all.summaries.length) return [];
  return [
    `in ${stormy} of ${all.summaries.length} runs retries kept all workers busy to the end: the figures mix both`,
  ];
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`;
}
