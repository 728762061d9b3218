import { type ReplicationOrder, type ReplicationSummary, replicate, type Scenario } from '@dynosim/models';
import { Fingerprint } from '@dynosim/sim-core';
import { isPending, type Request } from './request.ts';

/** What happened to a request with which both client and server are through. */
export interface Fate {
  readonly serial: number;
  readonly dyno: number;
  readonly start: number;
  readonly end: number;
  readonly outcome: number;
}

/** A replication of the model, with what its fingerprint is made of. */
export function observed(scenario: Scenario, order: ReplicationOrder): { fast: ReplicationSummary; fates: Fate[] } {
  const fates: Fate[] = [];
  const { add } = Fingerprint.prototype;
  let owner: Fingerprint | undefined;
  Fingerprint.prototype.add = function (serial, dyno, start, end, outcome) {
    // The engine that looks ahead may give up; the other one then begins again.
    if (owner !== this) fates.length = 0;
    owner = this;
    fates.push({ serial, dyno, start, end, outcome });
    add.call(this, serial, dyno, start, end, outcome);
  };
  try {
    const fast = replicate(scenario, order);
    return { fast, fates: fates.sort((a, b) => a.serial - b.serial) };
  } finally {
    Fingerprint.prototype.add = add;
  }
}

export function fatesOf(requests: readonly Request[]): Fate[] {
  return requests
    .filter((request) => !isPending(request) && !request.isAtServer)
    .map(({ serial, dyno, startedAt: start, finishedAt: end, outcome }) => ({ serial, dyno, start, end, outcome }));
}

/** The first request to which something else happened, if there is one; times count as equal within 1e-9. */
export function firstDifference(
  model: readonly Fate[],
  twin: readonly Fate[],
): { model?: Fate; twin?: Fate } | undefined {
  for (let i = 0; i < Math.max(model.length, twin.length); i++) {
    const [a, b] = [model[i], twin[i]];
    if (!a || !b || !isSame(a, b)) return { ...(a ? { model: a } : {}), ...(b ? { twin: b } : {}) };
  }
  return undefined;
}

function isSame(a: Fate, b: Fate): boolean {
  const isEqual = a.serial === b.serial && a.dyno === b.dyno && a.outcome === b.outcome;
  return isEqual && isClose(a.start, b.start) && isClose(a.end, b.end);
}

export function isClose(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
}
