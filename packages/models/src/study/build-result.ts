import type { Estimate } from '@dynosim/sim-core';
import { CONFIDENCE, figure, rounded } from '../measure/pool.ts';
import { rareShare } from '../measure/rare.ts';
import type { Figure, Result, SloResult, Verdict } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome, outcomeNames } from '../request/outcome.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { cost } from './cost.ts';
import { formulas } from './formulas.ts';
import type { Growth } from './growth.ts';
import { judgeSlos } from './judge-slo.ts';
import type { OfferedLoad } from './offered-load.ts';
import { Replications } from './replications.ts';
import { errorCodes, requestCounts } from './result-counts.ts';
import { resultSeries } from './result-series.ts';
import { resultTimes } from './result-times.ts';
import { scenarioNotes } from './scenario-notes.ts';
import { VERSION } from './version.ts';

export interface Findings {
  readonly scenario: Scenario;
  readonly summaries: readonly ReplicationSummary[];
  readonly load: OfferedLoad;
  /** [s]. */
  readonly warmup: number;
  /** Given where the system is saturated. */
  readonly growth: Growth | undefined;
  readonly notes: readonly string[];
}

/** The result document out of the replications; counts are means per replication. */
export function buildResult(findings: Findings): Result {
  const { scenario, load, growth } = findings;
  const all = new Replications(findings.summaries);
  const { reached, ...times } = resultTimes(all, growth !== undefined);
  const errors = { rate: figure(errorRate(all)), codes: errorCodes(all) };
  const codeRate = (code: string): Figure => figure(shareOfCode(all, code));
  const measured = { latencyMs: times.latencyMs, queueMean: times.queueMs.mean, errorRate: errors.rate, codeRate };
  const slo = judgeSlos(scenario.slo, { ...measured, saturated: growth !== undefined });
  const used = utilisation(scenario, all);
  return {
    ...heading(findings, verdict(slo, growth !== undefined), reached),
    requests: requestCounts(all),
    offeredPerSecond: load.closed || !(load.rate > 0) ? null : rounded(load.rate),
    throughputPerSecond: figure(all.perSecond((s) => s.answers)),
    goodputPerSecond: figure(all.perSecond((s) => s.okAnswers)),
    ...times,
    errors,
    utilisation: used,
    counts: { workerTimeout: all.mean((s) => s.workersKilled), droppedSyn: all.mean((s) => s.droppedSyns) },
    memoryMb: scenario.web.memory === undefined ? null : { quota: scenario.web.memory },
    cost: cost(scenario.web, observed(findings)),
    slo,
    bottleneck: bottleneck(load, used),
    growthPerSecond: growth ? rounded(Math.max(0, growth.perSecond)) : null,
    sustainableRate: growth ? rounded(sustainable(load, growth)) : null,
    formulas: formulas(scenario, load),
    notes: [...scenarioNotes(scenario), ...findings.notes],
    assumptions: scenario.assumptions,
    ...resultSeries(findings.summaries),
  };
}

type Heading = 'dynosim' | 'scenario' | 'seed' | 'fingerprint' | 'horizon' | 'verdict' | 'confidence' | 'replications';
type Length = 'simulatedSeconds' | 'warmupSeconds' | 'precision';

/** What was asked, and how much was simulated to answer it. */
function heading(findings: Findings, said: Verdict, reached: number | null): { [K in Heading | Length]: Result[K] } {
  const { scenario, summaries } = findings;
  const { run } = scenario;
  return {
    dynosim: VERSION,
    scenario: scenario.document,
    seed: run.seed,
    fingerprint: new Replications(summaries).fingerprint(),
    horizon: run.horizon,
    verdict: said,
    confidence: CONFIDENCE,
    replications: summaries.length,
    simulatedSeconds: rounded(observed(findings)),
    warmupSeconds: rounded(findings.warmup),
    precision: { wanted: Number.isNaN(run.precision) ? null : run.precision, reached },
  };
}

/** Length of one replication's observation [s]. */
function observed({ summaries: [first] }: Findings): number {
  return first!.to - first!.from;
}

function verdict(slo: readonly SloResult[], saturated: boolean): Verdict {
  if (saturated) return 'saturated';
  if (slo.some((rule) => rule.holds === 'no')) return 'slo-missed';
  return slo.some((rule) => rule.holds === 'unsure') ? 'unsure' : 'ok';
}

/** What the bottleneck can do; less where something else than its capacity makes the backlog grow. */
function sustainable({ rate, limits: [limit] }: OfferedLoad, growth: Growth): number {
  return rate >= limit.rate ? limit.rate : growth.throughput;
}

/** Bad outcomes among all outcomes; if none was seen, the interval says how many there may be. */
function errorRate(all: Replications): Estimate {
  return outcomeShare(all, (s) => outcomes(s) - s.codes[Outcome.ok]!);
}

/** The same of the outcomes that go by one name. */
function shareOfCode(all: Replications, name: string): Estimate {
  const codes = [...outcomeNames.keys()].filter((code) => outcomeNames[code] === name);
  return outcomeShare(all, (s) => codes.reduce((sum, code) => sum + s.codes[code]!, 0));
}

function outcomeShare(all: Replications, count: (s: ReplicationSummary) => number): Estimate {
  return rareShare(all.ratio(count, outcomes), all.sum(count), all.sum(outcomes));
}

function outcomes(s: ReplicationSummary): number {
  return s.arrived - s.inFlight;
}

function utilisation({ web, server }: Scenario, all: Replications): Result['utilisation'] {
  const capacity = (units: number) => (s: ReplicationSummary) => (s.to - s.from) * web.count * units;
  return {
    workers: figure(all.ratio((s) => s.busy, capacity(server.profile.workers))),
    cpu: figure(all.ratio((s) => s.cpu, capacity(web.cores))),
  };
}

/** The resource that gives out first as the rate rises, how busy it is now, and where it gives out. */
function bottleneck({ limits: [limit] }: OfferedLoad, used: Result['utilisation']): Result['bottleneck'] {
  const { value } = used[limit.resource];
  return value === null ? null : { resource: limit.resource, utilisation: value, limitPerSecond: rounded(limit.rate) };
}
