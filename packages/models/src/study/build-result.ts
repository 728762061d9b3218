import type { Estimate } from '@dynosim/sim-core';
import { CONFIDENCE, figure, rounded, shareFigure } from '../measure/pool.ts';
import { rareShare } from '../measure/rare.ts';
import type { Result, SloResult, Verdict } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome, outcomeNames } from '../request/outcome.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { workerPlaces } from '../servers/profile.ts';
import { bottleneck } from './bottleneck.ts';
import { ceilings } from './ceilings.ts';
import { cost } from './cost.ts';
import { databaseFigures, databaseUtilisation } from './database-figures.ts';
import { formulas } from './formulas.ts';
import type { Growth } from './growth.ts';
import { judgeSlos } from './judge-slo.ts';
import type { OfferedLoad } from './offered-load.ts';
import { Replications } from './replications.ts';
import { dynoCounts, errorCodes, loadFigures, memoryFigures, requestCounts, shareOfQuota } from './result-counts.ts';
import { resultNotes } from './result-notes.ts';
import { resultSeries } from './result-series.ts';
import { resultTimes } from './result-times.ts';
import { sustainableRate } from './saturation.ts';
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
  /** True where runs end before they have forgotten their empty start: figures are too low, beyond their intervals. */
  readonly isUnsettled: boolean;
}

const UNSETTLED =
  'the load is so close to the limit that run.max-requests ends before an empty start is forgotten: expect worse than these figures and their intervals';

/** The result document out of the replications; counts are means per replication. */
export function buildResult(findings: Findings): Result {
  const { scenario, load, growth, isUnsettled } = findings;
  const all = new Replications(findings.summaries);
  const { reached, ...times } = resultTimes(all, growth !== undefined);
  const errors = { rate: shareFigure(errorRate(all)), codes: errorCodes(all) };
  const measured = {
    latencyMs: times.latencyMs,
    queueMean: times.queueMs.mean,
    errorRate: errors.rate,
    codeRate: (code: string) => shareFigure(shareOfCode(all, code)),
    memoryShare: shareOfQuota(all),
  };
  const slo = judgeSlos(scenario.slo, { ...measured, saturated: growth !== undefined, isUnsettled });
  const used = utilisation(scenario, all);
  const seen = { utilisation: used, errors, latencyMs: times.latencyMs, latencyOkMs: times.latencyOkMs };
  const unsettled = isUnsettled ? [UNSETTLED] : [];
  const amounts = amountsOf(findings, all);
  return {
    ...heading(findings, verdict(slo, growth !== undefined), reached),
    requests: requestCounts(all),
    ...amounts,
    ...times,
    errors,
    utilisation: used,
    load: loadFigures(scenario, all),
    counts: dynoCounts(scenario, all),
    cost: cost(scenario.web, observed(findings)),
    slo,
    bottleneck: bottleneck(scenario, load, all, used),
    ceilings: ceilings(load, scenario.server.profile, { ...amounts, utilisation: used }),
    growthPerSecond: growth ? rounded(Math.max(0, growth.perSecond)) : null,
    sustainableRate: growth ? rounded(sustainableRate(scenario, load, growth)) : null,
    formulas: formulas(scenario, load),
    notes: [...scenarioNotes(scenario), ...resultNotes(scenario, all, seen), ...findings.notes, ...unsettled],
    assumptions: scenario.assumptions,
    ...resultSeries(findings.summaries),
  };
}

/** What the app is asked to do, does, and uses up. */
function amountsOf({ scenario, load, growth }: Findings, all: Replications) {
  return {
    offeredPerSecond: load.closed || !(load.rate > 0) ? null : rounded(load.rate),
    throughputPerSecond: figure(all.perSecond((s) => s.answers)),
    goodputPerSecond: figure(all.perSecond((s) => s.okAnswers)),
    memoryMb: memoryFigures(scenario, all),
    database: databaseFigures(scenario, all, growth !== undefined),
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

/** Of the workers that were there: a killed one is not, until its replacement is up. */
function utilisation(scenario: Scenario, all: Replications): Result['utilisation'] {
  const { web, server } = scenario;
  const capacity = (units: number) => (s: ReplicationSummary) => (s.to - s.from) * web.count * units;
  const workers = capacity(workerPlaces(server.profile));
  return {
    workers: shareFigure(
      all.ratio(
        (s) => s.busy,
        (s) => workers(s) - s.down,
      ),
    ),
    cpu: shareFigure(all.ratio((s) => s.cpu, capacity(web.cores))),
    database: databaseUtilisation(scenario, all),
  };
}
