import type { Result, Verdict } from '@dynosim/models';
import { assumptionLines, noteLines } from './background-text.ts';
import { ceilingLines } from './ceiling-text.ts';
import { bold } from './colour.ts';
import { databaseRows } from './database-text.ts';
import { errorMeaning } from './error-meaning.ts';
import { isExhausted } from './exhaustion.ts';
import { limitLines } from './limit-text.ts';
import { memoryFigures } from './memory-text.ts';
import { printable, shortened } from './printable.ts';
import {
  durationFigure,
  durationText,
  type FigureText,
  percentFigure,
  percentText,
  perHourText,
  rateFigure,
  significant,
} from './quantity-text.ts';
import { row } from './row.ts';
import { sectionsText } from './sections.ts';
import { sloReason, verdictText } from './verdict-text.ts';
import { WIDTH, wrapped } from './wrapped.ts';

const COLOURS: Readonly<Record<Verdict, 'green' | 'red' | 'yellow'>> = {
  ok: 'green',
  'slo-missed': 'red',
  unsure: 'yellow',
  saturated: 'red',
};

/** A result for a person: the answer first, then what it rests on. */
export function resultText(result: Result, isColoured: boolean): string {
  return sectionsText([
    [shortened(headline(result), WIDTH)],
    verdictLines(result, isColoured),
    latencyLines(result),
    loadLines(result),
    basisLines(result),
    assumptionLines(result.assumptions),
    noteLines(result.notes),
  ]);
}

/** `Storefront: 2 standard-2x dynos, gunicorn with 4 workers each`. */
export function headline({ scenario }: Pick<Result, 'scenario'>): string {
  const { count = 1, dyno } = scenario.web;
  const { name, workers } = scenario.server as { name: string; workers?: unknown };
  const type = dyno === undefined ? '' : `${printable(dyno)} `;
  const dynos = `${count} ${type}dyno${count === 1 ? '' : 's'}`;
  const staff = typeof workers === 'number' ? ` with ${workers} worker${workers === 1 ? '' : 's'}` : '';
  return `${printable(scenario.name ?? 'scenario')}: ${dynos}, ${name}${staff}${count === 1 ? '' : ' each'}`;
}

function verdictLines(result: Result, isColoured: boolean): string[] {
  const { word, reason } = verdictText(result);
  const [first, ...more] = wrapped(`${word}: ${reason}`, '', '  ');
  const colour = result.verdict === 'ok' && isExhausted(result) ? 'yellow' : COLOURS[result.verdict];
  const shownWord = bold(word, colour, isColoured);
  const coloured = shownWord + first!.slice(word.length);
  const rules = result.verdict === 'saturated' || result.slo.length < 2 ? [] : result.slo;
  return [coloured, ...more, ...rules.map((rule) => shortened(`  ${rule.holds.padEnd(7)}${sloReason(rule)}`, WIDTH))];
}

function latencyLines({ verdict, latencyMs, queueMs, replications, errors }: Result): string[] {
  if (verdict === 'saturated') {
    return wrapped('Response times grow for as long as the load lasts: no figure would be true.', '', '');
  }
  if (latencyMs.mean.value === null) return [];
  const slowest =
    latencyMs.max === null
      ? []
      : [row('slowest seen', { value: durationText(latencyMs.max), range: undefined, unit: '' })];
  return [
    `${'Response time'.padEnd(24)}${'estimate'.padStart(11)}   ${replications === 1 ? '' : '95 % sure it lies within'}`.trimEnd(),
    row('half are faster (p50)', durationFigure(latencyMs.p50)),
    row('p95', durationFigure(latencyMs.p95)),
    row('p99', durationFigure(latencyMs.p99)),
    row('mean', durationFigure(latencyMs.mean)),
    ...slowest,
    waitHeading(errors),
    row('mean', durationFigure(queueMs.mean)),
    row('p95', durationFigure(queueMs.p95)),
    row('requests that waited', percentFigure(queueMs.fraction)),
  ];
}

/** Where clients had an outcome while their request waited on, the wait is no part of the response time. */
function waitHeading({ codes }: Result['errors']): string {
  const told = (codes.H12 ?? 0) > 0 ? ['was told H12'] : [];
  const left = (codes['client-timeout'] ?? 0) > 0 ? ['left'] : [];
  const ends = [...told, ...left].join(' or ');
  return ends === '' ? 'Of it waiting for a worker' : `Waiting for a worker, also after the client ${ends}`;
}

function loadLines(result: Result): string[] {
  const { throughputPerSecond, goodputPerSecond, utilisation, verdict } = result;
  // The router's 503s are answers, too: without them there would seem to be more answers than can be served.
  const isGood = goodputPerSecond.value === throughputPerSecond.value;
  const good = isGood ? [] : [row('without error', rateFigure(goodputPerSecond))];
  return [
    row('Answers per second', rateFigure(throughputPerSecond), ''),
    ...(verdict === 'saturated' ? good : errorLines(result)),
    ...mishapLines(result),
    ...memoryFigures(result).map(([label, figure]) => row(label, figure, '')),
    row('Workers busy', percentFigure(utilisation.workers), ''),
    ...cpuLines(result),
    ...databaseRows(result),
    ...limitLines(result),
    ...ceilingLines(result),
    ...priceLines(result),
  ];
}

/** How busy the cores are, and how many tasks want one: the load average that Heroku shows. */
function cpuLines({ utilisation, load }: Result): string[] {
  const busy = row('CPU busy', percentFigure(utilisation.cpu), '');
  if (load.mean.value === null) return [busy];
  const acceptable = load.acceptable === null ? '' : ` (acceptable ${load.acceptable})`;
  const average = `load ${significant(load.mean.value)}${acceptable}`;
  const line = `${busy}, ${average}`;
  return line.length <= WIDTH ? [line] : [busy, row('', { value: '', range: average, unit: '' })];
}

/** What an operator would find in the log of the server and of the kernel, where there is any of it. */
function mishapLines({ counts, simulatedSeconds, warmupSeconds }: Result): string[] {
  const seconds = simulatedSeconds + warmupSeconds;
  const mishap = (label: string, count: number, why: string): string[] =>
    count > 0 ? [row(label, { value: perHourText(count, seconds), range: why, unit: '' }, '')] : [];
  return [
    ...mishap('Workers killed', counts.workerTimeout, "by the server's timeout"),
    ...mishap('Connections put off', counts.droppedSyn, 'by a full listen queue'),
  ];
}

/** A run that has an end has a price of its own, if it lasts long enough to cost a cent. */
function priceLines({ cost, horizon }: Result): string[] {
  if (cost === null) return [];
  const price = (label: string, value: number | string, range: string): string =>
    row(label, { value: `${value} USD`, range, unit: '' }, '');
  const { perMonthUsd, forRunUsd } = cost;
  const ofRun = horizon === 'terminating' && forRunUsd >= 0.01 ? [price('', forRunUsd.toFixed(2), 'for this run')] : [];
  return [price('Price', perMonthUsd, 'a month for these dynos'), ...ofRun];
}

function errorLines({ errors, requests }: Result): string[] {
  if ((errors.rate.value ?? 0) === 0)
    return [row('Failed requests', { value: 'none', range: undefined, unit: '' }, '')];
  const codes = Object.entries(errors.codes).filter(([, count]) => count > 0);
  codes.sort(([, a], [, b]) => b - a);
  return [
    row('Failed requests', percentFigure(errors.rate), ''),
    ...codes.map(([code, count]) =>
      shortened(`${row(code, shareOf(count, requests.arrived - requests.inFlight))}   ${errorMeaning(code)}`, WIDTH),
    ),
  ];
}

function shareOf(count: number, all: number): FigureText {
  return { value: percentText(count / all), range: undefined, unit: '' };
}

function basisLines({
  precision,
  replications,
  simulatedSeconds,
  warmupSeconds,
  requests,
  verdict,
  seed,
  latencyMs,
}: Result): string[] {
  const runs = replications === 1 ? 'one run' : `${replications} runs`;
  const length = durationText(simulatedSeconds * 1000);
  const warmup = warmupSeconds > 0 ? ` after ${durationText(warmupSeconds * 1000)} of warm-up` : '';
  const basis = `Simulated: ${runs} of ${length}${warmup}, ${countText(requests.arrived * replications)}, seed ${shortened(seed, 20)}`;
  const { wanted, reached } = precision;
  const isUnlimited = latencyMs.p99.high === Number.POSITIVE_INFINITY;
  if (verdict !== 'saturated' && wanted !== null && reached === null && isUnlimited)
    return [
      ...wrapped(basis, '', '  '),
      `Precision not reached: too few slow requests to limit p99, wanted ±${share(wanted)}`,
    ];
  if (verdict === 'saturated' || wanted === null || reached === null) return wrapped(basis, '', '  ');
  const outcome = reached <= wanted ? 'reached' : 'not reached';
  return [
    ...wrapped(basis, '', '  '),
    `Precision ${outcome}: p95 and p99 to ±${share(reached)}, wanted ±${share(wanted)}`,
  ];
}

/** `496,000 requests`: a number below a thousand is known to the last one. */
function countText(mean: number): string {
  const count = Math.round(mean);
  return `${count < 1000 ? count : significant(count)} request${count === 1 ? '' : 's'}`;
}

/** Of a precision nobody wants to know a third digit, nor the last bits of a sum. */
function share(fraction: number): string {
  if (fraction < 0.0001) return '0 %';
  return `${Number((fraction * 100).toPrecision(2))} %`;
}
