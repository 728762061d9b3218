import { acceptableLoad } from '../catalogue/dyno-type.ts';
import { figure, NO_FIGURE, rounded } from '../measure/pool.ts';
import type { Figure, Result } from '../measure/result.ts';
import type { ReplicationSummary } from '../measure/summary.ts';
import { Outcome, outcomeNames } from '../request/outcome.ts';
import { findRoutingPolicy } from '../router/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { Replications } from './replications.ts';

/** Requests that count, as means per replication. */
export function requestCounts(all: Replications): Result['requests'] {
  return {
    arrived: rounded(all.mean((s) => s.arrived)),
    completed: rounded(all.mean((s) => s.codes[Outcome.ok]!)),
    failed: rounded(all.mean((s) => s.codes.reduce((sum, count) => sum + count, -s.codes[Outcome.ok]!))),
    inFlight: rounded(all.mean((s) => s.inFlight)),
  };
}

/** The codes that a reader looks for first, and every other one that occurred. */
export function errorCodes(all: Replications): Record<string, number> {
  const means: Record<string, number> = {};
  for (const name of ['H12', 'client-timeout', 'refused', 'reset', 'eof', '500', '503']) means[name] = 0;
  for (const [code, name] of outcomeNames.entries()) {
    const mean = all.mean((s) => s.codes[code]!);
    if (mean > 0 && code !== Outcome.ok) means[name] = rounded((means[name] ?? 0) + mean);
  }
  return means;
}

/** What happened to dynos and workers. */
export function dynoCounts({ memory }: Scenario, all: Replications): Result['counts'] {
  const [restarts, kills] = [all.mean((s) => s.r15), all.mean((s) => s.memoryKills)];
  return {
    workerTimeout: all.mean((s) => s.workersKilled),
    droppedSyn: all.mean((s) => s.droppedSyns),
    recycle: all.mean((s) => s.recycled),
    memoryKill: kills,
    R14: all.mean((s) => s.r14),
    R15: restarts,
    restart: restarts + (memory?.atQuota === 'restart' ? kills : 0),
    databaseRefused: all.mean((s) => s.database?.refusals ?? 0),
    databaseTimeout: all.mean((s) => s.database?.timeouts ?? 0),
  };
}

/** Of one dyno, on average and at its highest in any replication; what dynos in a pool have they have together. */
export function loadFigures({ web, router }: Scenario, all: Replications): Result['load'] {
  const peaks = all.summaries.map((s) => s.loadPeak).filter((peak) => !Number.isNaN(peak));
  const machines = findRoutingPolicy(router.policy)!.pools ? web.count : 1;
  return {
    mean: figure(
      all.ratio(
        (s) => s.runnable,
        (s) => (s.to - s.from) * web.count,
      ),
    ),
    peak: peaks.length > 0 ? rounded(Math.max(...peaks) / machines) : null,
    acceptable: web.dyno ? acceptableLoad(web.dyno) : null,
  };
}

/** The peak of a run over the quota, as a mean over the runs: 1.2 is 20 % too much. */
export function shareOfQuota(all: Replications): Figure {
  const once = (): number => 1;
  return figure(all.ratio((s) => s.memoryPeak / s.memoryQuota, once));
}

/** Of one dyno, where the scenario says what its processes need and there is one. */
export function memoryFigures({ web, memory, router }: Scenario, all: Replications): Result['memoryMb'] {
  if (web.memory === undefined) return null;
  const isFollowed = memory !== undefined && findRoutingPolicy(router.policy)!.pools !== true;
  const peak = isFollowed ? rounded(Math.max(...all.summaries.map((s) => s.memoryPeak))) : null;
  const [r14, r15] = [firstTime(all, (s) => s.firstR14), firstTime(all, (s) => s.firstR15)];
  const after = { r14AfterSeconds: r14.after, r15AfterSeconds: r15.after };
  const killAbove = memory?.atQuota === 'swap' ? rounded(memory.killAt * web.memory) : null;
  return { quota: web.memory, killAbove, peak, ...after, r14Runs: r14.runs, r15Runs: r15.runs };
}

/** When something happened for the first time, and in how many replications it did. */
function firstTime(all: Replications, of: (s: ReplicationSummary) => number): { after: Figure; runs: number } {
  const seen = new Replications(all.summaries.filter((s) => of(s) < Number.POSITIVE_INFINITY));
  const runs = seen.summaries.length;
  if (runs === 0) return { after: NO_FIGURE, runs };
  if (runs === all.summaries.length) return { after: figure(seen.ratio(of, () => 1)), runs };
  return { after: { ...NO_FIGURE, value: rounded(seen.mean(of)) }, runs };
}
