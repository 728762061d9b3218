import { type Result, SHARED_RESOURCES } from '@dynosim/models';
import { isExhausted } from './exhaustion.ts';
import { printable } from './printable.ts';
import { durationText, MANY_TIMES, percentText, rateText, significant } from './quantity-text.ts';
import { wrapped } from './wrapped.ts';

/** Resources in words. */
const RESOURCES: Readonly<Record<string, string>> = {
  cpu: 'the CPU gives',
  lock: "the workers' interpreter locks give",
  loop: "the workers' event loops give",
  database: 'the database gives',
  pool: 'the connection pools give',
  pgbouncer: 'the connections of PgBouncer give',
};

/** `the connection pools give`, to be followed by `out`. */
export function whatGives(resource: string): string {
  return RESOURCES[resource] ?? `${printable(resource)} give`;
}

/** Which resource gives out first, where, and how far away that is. */
export function limitLines(result: Result): string[] {
  const { bottleneck } = result;
  if (bottleneck === null) return [];
  const limit = `Limit: ${whatGives(bottleneck.resource)} out at ${rateText(bottleneck.limitPerSecond)}`;
  return [...wrapped(`${limit}${distance(result, bottleneck.limitPerSecond)}`, '', '  '), ...fullestLines(result)];
}

function distance(result: Result, limit: number): string {
  const { scenario, throughputPerSecond } = result;
  if (scenario.traffic.clients !== undefined) {
    return throughputPerSecond.value === null ? '' : `, these clients reach ${rateText(throughputPerSecond.value)}`;
  }
  const { rate, when } = arriving(result);
  if (!(rate > 0)) return '';
  const load = `, ${when} ${rateText(rate)}`;
  // Something else than this resource gives out: what there is of it is no room.
  if (isExhausted(result) && rate < limit) return ` at the latest${load}`;
  return `${load}: ${rate < limit ? headroom(result, limit / rate - 1) : shortage(result, rate / limit)}`;
}

/** The rate that the limit is to be held against. */
function arriving({ scenario, offeredPerSecond, requests, simulatedSeconds, horizon }: Result) {
  const { retries, on } = scenario.traffic;
  const seen = requests.arrived / simulatedSeconds;
  if (retries !== undefined) return { rate: Math.max(seen, offeredPerSecond ?? 0), when: 'with retries' };
  return { rate: offeredPerSecond ?? seen, when: horizon === 'steady' && on === undefined ? 'today' : 'on average' };
}

function headroom(result: Result, room: number): string {
  const { scenario, slo, horizon } = result;
  const text = room < MANY_TIMES ? percentText(room) : `${significant(room + 1)} times as much`;
  const { profile, replay, on } = scenario.traffic;
  const hasPeaks = profile !== undefined || replay !== undefined || on !== undefined;
  if (hasPeaks) return `headroom ${text} over the average, less at a peak`;
  // Response times have no bound at the limit, so every bound on them is passed before it.
  const objectives = slo.length > 0 && horizon === 'steady' ? ', but objectives fail earlier' : '';
  return `headroom ${text}${objectives}`;
}

function shortage({ scenario, horizon, bottleneck }: Result, load: number): string {
  const tooLittle = load > 1 ? `${percentText(1 - 1 / load)} too little` : 'nothing to spare';
  if (SHARED_RESOURCES.includes(bottleneck!.resource)) return `${tooLittle}, and more dynos do not help`;
  if (horizon !== 'steady' || scenario.traffic.retries !== undefined) return tooLittle;
  return `${tooLittle}; it takes ${Math.floor((scenario.web.count ?? 1) * load) + 1} such dynos at least`;
}

/** Of a run with a beginning and an end: when most clients were waiting, if the workers were too few for them. */
function fullestLines({ series, horizon, scenario: { web, server } }: Result): string[] {
  const workers = (web.count ?? 1) * Number((server as { workers?: unknown }).workers);
  if (series === undefined || horizon === 'steady') return [];
  const most = Math.max(...series.inside);
  if (!(most > workers)) return [];
  const time = durationText(series.t[series.inside.indexOf(most)]! * 1000);
  return wrapped(
    `Fullest after ${time}: ${Math.round(most)} clients waiting for an answer, ${workers} workers`,
    '',
    '  ',
  );
}
