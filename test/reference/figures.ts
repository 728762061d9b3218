import { isAnswer, Outcome } from '@dynosim/models';
import { Fingerprint } from '@dynosim/sim-core';
import type { PlainDatabase } from './database.ts';
import { isPending, type Request } from './request.ts';
import type { WebApp } from './web-app.ts';

/** The figures of a replication as sums over its requests: slow, and plain to see. */
export interface Figures {
  readonly fingerprint: string;
  readonly arrived: number;
  readonly inFlight: number;
  /** By number of outcome. */
  readonly codes: readonly number[];
  readonly ok: readonly number[];
  readonly failed: readonly number[];
  readonly waits: readonly number[];
  readonly answers: number;
  readonly okAnswers: number;
  /** [worker s]. */
  readonly busy: number;
  readonly workersKilled: number;
  readonly droppedSyns: number;
  /** Of memory: looks that found too much, the first of them, kills, and the highest of a dyno [MiB]. */
  readonly r14: number;
  readonly r15: number;
  readonly firstR14: number;
  readonly firstR15: number;
  readonly memoryKills: number;
  readonly memoryPeak: number;
  readonly database: DatabaseFigures | undefined;
}

/** Waits for connections are those of requests that count. */
export interface DatabaseFigures {
  readonly refusals: number;
  readonly timeouts: number;
  readonly peak: number;
  readonly waits: readonly number[];
}

export interface Window {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

export function figuresOf(app: WebApp, window: Window): Figures {
  const isInside = (time: number): boolean => time >= window.from && time < window.to;
  const counted = app.requests.filter(({ arrivedAt }) => isInside(arrivedAt));
  const times = (outcomes: (outcome: Outcome) => boolean): number[] =>
    counted.filter((r) => !isPending(r) && outcomes(r.outcome)).map((r) => r.finishedAt - r.arrivedAt);
  const answers = app.requests.filter((r) => isInside(r.finishedAt) && isAnswer[r.outcome]);
  return {
    fingerprint: fingerprintOf(app.requests),
    arrived: counted.length,
    inFlight: counted.filter(isPending).length,
    codes: isAnswer.map((_, code) => counted.filter((r) => !isPending(r) && r.outcome === code).length),
    ok: times((outcome) => outcome === Outcome.ok),
    failed: times((outcome) => outcome !== Outcome.ok && outcome !== Outcome.late),
    waits: counted.filter((r) => !Number.isNaN(r.startedAt)).map((r) => r.startedAt - r.arrivedAt),
    answers: answers.length,
    okAnswers: answers.filter((r) => r.outcome === Outcome.ok).length,
    busy: busyTimes(app).reduce((sum, span) => sum + overlap(span, window), 0),
    workersKilled: app.dynos.reduce((sum, { tally }) => sum + tally.kills, 0),
    droppedSyns: app.droppedSyns,
    database: app.database && databaseFigures(app.database, isInside),
    ...memoryFigures(app),
  };
}

function databaseFigures(database: PlainDatabase, isInside: (time: number) => boolean): DatabaseFigures {
  const { refusals, timeouts, peak, checkouts } = database;
  const counted = checkouts.filter(({ request }) => isInside(request.arrivedAt));
  return {
    refusals: refusals.filter(isInside).length,
    timeouts: timeouts.filter(isInside).length,
    peak,
    waits: counted.map(({ waited }) => waited),
  };
}

function memoryFigures({
  dynos,
}: WebApp): Pick<Figures, 'r14' | 'r15' | 'firstR14' | 'firstR15' | 'memoryKills' | 'memoryPeak'> {
  const all = dynos.flatMap(({ memory }) => memory ?? []);
  const [r14, r15] = [all.flatMap((memory) => memory.r14), all.flatMap((memory) => memory.r15)];
  return {
    ...{ r14: r14.length, r15: r15.length, firstR14: Math.min(...r14), firstR15: Math.min(...r15) },
    memoryKills: all.reduce((sum, { kills }) => sum + kills, 0),
    memoryPeak: Math.max(0, ...all.map(({ peak }) => peak)),
  };
}

/** Of all requests with which both client and server are through. */
function fingerprintOf(requests: readonly Request[]): string {
  const fingerprint = new Fingerprint();
  for (const request of requests) {
    const { serial, dyno, startedAt, finishedAt, outcome, isAtServer } = request;
    if (!isPending(request) && !isAtServer) fingerprint.add(serial, dyno, startedAt, finishedAt, outcome);
  }
  return fingerprint.toString();
}

/** When workers computed, where that is what makes them busy, or else when their slots were in use. */
function busyTimes({ dynos, profile }: WebApp): { readonly from: number; readonly to: number }[] {
  const { cpu, slots } = profile;
  const isLoop =
    cpu.kind === 'serial' && (cpu.quantum === Number.POSITIVE_INFINITY || slots === Number.POSITIVE_INFINITY);
  if (!isLoop) return dynos.flatMap(({ tally }) => tally.slots);
  return dynos.flatMap(({ workers }) => workers.flatMap(({ turns }) => turns!.spans));
}

function overlap(span: { readonly from: number; readonly to: number }, { from, to, end }: Window): number {
  const until = Math.min(to, Number.isNaN(span.to) ? end : span.to);
  return Math.max(0, until - Math.max(from, span.from));
}
