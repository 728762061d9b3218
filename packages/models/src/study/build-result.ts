import { type Estimate, Fingerprint, halfWidth, sectioningInterval } from '@dynosim/sim-core';
import { allTimes, figure, NO_FIGURE, okTimes, type Pick, Pool, rounded, waits } from '../measure/pool.ts';
import type { Figure, Percentiles, Result, SloResult, Verdict } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome, outcomeNames } from '../request/outcome.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { cost } from './cost.ts';
import type { Growth } from './growth.ts';
import { judgeSlos } from './judge-slo.ts';
import type { OfferedLoad } from './offered-load.ts';
import { resultSeries } from './result-series.ts';
import { scenarioNotes } from './scenario-notes.ts';
import { VERSION } from './version.ts';

const CONFIDENCE = 0.95;

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
  const { scenario, summaries, load, growth } = findings;
  const first = summaries[0]!;
  const saturated = growth !== undefined;
  const percentiles = (pick: Pick): Percentiles =>
    saturated ? NO_PERCENTILES : new Pool(summaries, pick, CONFIDENCE).percentilesMs();
  const latencyMs = percentiles(allTimes);
  const latencyOkMs = percentiles(okTimes);
  const queue = new Pool(summaries, waits, CONFIDENCE);
  const queueFigure = (estimate: () => Estimate, factor = 1000): Figure =>
    saturated ? NO_FIGURE : figure(estimate(), factor);
  const errorRate = ratio(
    summaries,
    (s) => s.arrived - s.inFlight - s.codes[Outcome.ok]!,
    (s) => s.arrived - s.inFlight,
  );
  const slo = judgeSlos(scenario.slo, { latencyMs, queueMean: queueFigure(() => queue.mean()), errorRate, saturated });
  const precision = new Pool(summaries, allTimes, CONFIDENCE);
  const reached = Math.max(...[precision.quantile(0.95), precision.quantile(0.99)].map((e) => halfWidth(e) / e.value));
  const wanted = Number.isNaN(scenario.run.precision) ? null : scenario.run.precision;
  return {
    dynosim: VERSION,
    scenario: scenario.document,
    seed: scenario.run.seed,
    fingerprint: fingerprint(summaries),
    horizon: scenario.run.horizon,
    verdict: verdict(slo, saturated),
    confidence: CONFIDENCE,
    replications: summaries.length,
    simulatedSeconds: rounded(first.to - first.from),
    warmupSeconds: rounded(findings.warmup),
    precision: { wanted, reached: Number.isFinite(reached) && !saturated ? rounded(reached) : null },
    requests: counts(summaries),
    throughputPerSecond: figure(
      ratio(
        summaries,
        (s) => s.answers,
        (s) => s.to - s.from,
      ),
    ),
    goodputPerSecond: figure(
      ratio(
        summaries,
        (s) => s.okAnswers,
        (s) => s.to - s.from,
      ),
    ),
    latencyMs,
    latencyOkMs,
    queueMs: {
      mean: queueFigure(() => queue.mean()),
      p50: queueFigure(() => queue.quantile(0.5)),
      p90: queueFigure(() => queue.quantile(0.9)),
      p95: queueFigure(() => queue.quantile(0.95)),
      p99: queueFigure(() => queue.quantile(0.99)),
      fraction: queueFigure(
        () =>
          ratio(
            summaries,
            (s) => s.waited,
            (s) => s.waits.times.count,
          ),
        1,
      ),
    },
    errors: { rate: figure(errorRate), codes: codes(summaries) },
    utilisation: utilisation(scenario, summaries),
    counts: {
      workerTimeout: rounded(meanOf(summaries, (s) => s.workersKilled)),
      droppedSyn: rounded(meanOf(summaries, (s) => s.droppedSyns)),
    },
    memoryMb: scenario.web.memory === undefined ? null : { quota: scenario.web.memory },
    cost: cost(scenario.web, first.to - first.from),
    slo,
    bottleneck: bottleneck(scenario, summaries, load),
    growthPerSecond: growth ? rounded(growth.perSecond) : null,
    sustainableRate: growth ? rounded(Math.min(load.limits[0].rate, growth.throughput)) : null,
    notes: [...scenarioNotes(scenario), ...findings.notes],
    assumptions: scenario.assumptions,
    ...resultSeries(summaries),
  };
}

function verdict(slo: readonly SloResult[], saturated: boolean): Verdict {
  if (saturated) return 'saturated';
  if (slo.some((rule) => rule.holds === 'no')) return 'slo-missed';
  return slo.some((rule) => rule.holds === 'unsure') ? 'unsure' : 'ok';
}

function meanOf(summaries: readonly ReplicationSummary[], of: (s: ReplicationSummary) => number): number {
  return summaries.reduce((sum, s) => sum + of(s), 0) / summaries.length;
}

/** A ratio of sums with its interval: requests per second, errors per request. */
function ratio(
  summaries: readonly ReplicationSummary[],
  above: (s: ReplicationSummary) => number,
  below: (s: ReplicationSummary) => number,
): Estimate {
  const pooled = meanOf(summaries, above) / meanOf(summaries, below);
  return sectioningInterval(
    pooled,
    summaries.map((s) => above(s) / below(s)),
    CONFIDENCE,
  );
}

function counts(summaries: readonly ReplicationSummary[]): Result['requests'] {
  const completed = meanOf(summaries, (s) => s.codes[Outcome.ok]!);
  const failed = meanOf(summaries, (s) => s.codes.reduce((sum, count) => sum + count, -s.codes[Outcome.ok]!));
  const inFlight = meanOf(summaries, (s) => s.inFlight);
  const arrived = meanOf(summaries, (s) => s.arrived);
  return {
    arrived: rounded(arrived),
    completed: rounded(completed),
    failed: rounded(failed),
    inFlight: rounded(inFlight),
  };
}

/** The codes that a reader looks for first, and every other one that occurred. */
function codes(summaries: readonly ReplicationSummary[]): Record<string, number> {
  const means: Record<string, number> = {};
  for (const name of ['H12', 'client-timeout', 'refused', 'reset', 'eof', '500', '503']) means[name] = 0;
  for (const [code, name] of outcomeNames.entries()) {
    const mean = meanOf(summaries, (s) => s.codes[code]!);
    if (mean > 0 && code !== Outcome.ok) means[name] = rounded((means[name] ?? 0) + mean);
  }
  return means;
}

function utilisation({ web, server }: Scenario, summaries: readonly ReplicationSummary[]): Result['utilisation'] {
  const capacity = (units: number) => (s: ReplicationSummary) => (s.to - s.from) * web.count * units;
  return {
    workers: figure(ratio(summaries, (s) => s.busy, capacity(server.profile.workers))),
    cpu: figure(ratio(summaries, (s) => s.cpu, capacity(web.cores))),
  };
}

/** The resource that gives out first as the rate rises, how busy it is now, and where it gives out. */
function bottleneck(
  scenario: Scenario,
  summaries: readonly ReplicationSummary[],
  load: OfferedLoad,
): Result['bottleneck'] {
  const [limit] = load.limits;
  const used = utilisation(scenario, summaries)[limit.resource].value;
  if (used === null) return null;
  return { resource: limit.resource, utilisation: used, limitPerSecond: rounded(limit.rate) };
}

function fingerprint(summaries: readonly ReplicationSummary[]): string {
  const all = new Fingerprint();
  for (const summary of summaries) all.merge(summary.fingerprint);
  return all.toString();
}

const NO_PERCENTILES: Percentiles = {
  mean: NO_FIGURE,
  sd: NO_FIGURE,
  p50: NO_FIGURE,
  p90: NO_FIGURE,
  p95: NO_FIGURE,
  p99: NO_FIGURE,
  p999: NO_FIGURE,
  max: null,
};
