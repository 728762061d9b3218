import type { Distribution } from '@dynosim/sim-core';
import type { DatabaseRule } from '../database/database-rule.ts';
import type { MemoryRule } from '../dyno/dyno-memory.ts';
import type { RetryPolicy } from '../request/retries.ts';
import { findServer } from '../servers/index.ts';
import type { ServerProfile } from '../servers/profile.ts';
import type { SettingValues } from '../servers/server.ts';
import type { Period, RateProfile, ReplayTrace, TrafficNumbers } from '../workload/workload.ts';
import { crossChecks, restlessChecks } from './checks.ts';
import { noiseAssumptions } from './cpu-conditions.ts';
import { databaseAssumptions, readDatabase } from './database.ts';
import { type Assumption, chosenByKey, isTerminating, withDefaults } from './defaults.ts';
import { readDistribution } from './distribution.ts';
import type { DistributionDocument } from './distribution-schema.ts';
import { problemsOf } from './issues.ts';
import { type Machine, readMachine } from './machine.ts';
import { memoryAssumptions, readMemory } from './memory.ts';
import type { Parsed, Path, Problem } from './problem.ts';
import { type ScenarioDocument, scenarioSchema } from './schema.ts';
import { allowedKeys } from './schema-keys.ts';
import { readSlo, type Slo } from './slo.ts';
import { fraction, perSecond, seconds } from './units.ts';

/** What a phase needs: a core, nothing but time, or an answer of the database. */
export type PhaseKind = 'cpu' | 'wait' | 'db';

export interface Phase {
  readonly kind: PhaseKind;
  /** [s]; CPU demand is on the machine on which it was measured. */
  readonly demand: Distribution;
}

export interface RequestClass {
  readonly name: string;
  readonly weight: number;
  readonly phases: readonly Phase[];
}

export interface RunPlan {
  readonly horizon: 'steady' | 'terminating';
  /** [s]; undefined in a replay that runs until its last answer. */
  readonly duration: number | undefined;
  /** Arrivals that count, [s] to [s]. */
  readonly window: readonly [number, number] | undefined;
  readonly replications: number | undefined;
  readonly precision: number;
  readonly seed: string;
  readonly maxRequests: number;
}

/** A scenario as the simulator uses it: checked, complete, in seconds and MiB. */
export interface Scenario {
  readonly name: string;
  /** The same in the user's form with every default filled in. */
  readonly document: ScenarioDocument;
  readonly assumptions: readonly Assumption[];
  readonly web: Machine;
  readonly server: { readonly name: string; readonly profile: ServerProfile };
  /** What the processes need; undefined where that, or the quota, is not known. */
  readonly memory: MemoryRule | undefined;
  /** Undefined where no request asks it, or nothing is said of it: queries then take their time and no more. */
  readonly database: DatabaseRule | undefined;
  readonly requests: readonly RequestClass[];
  readonly traffic: TrafficNumbers & {
    readonly arrivals: string;
    readonly timeout: number;
    readonly late: 'count' | 'abandon';
    readonly keepAlive: boolean;
    readonly retries: RetryPolicy | undefined;
  };
  readonly trace: ReplayTrace | undefined;
  readonly profile: RateProfile | undefined;
  readonly router: { readonly generation: string; readonly policy: string };
  readonly slo: readonly Slo[];
  readonly run: RunPlan;
}

/** What a scenario may refer to besides itself, read by whoever may read files. */
export interface Attachments {
  readonly trace?: ReplayTrace;
  readonly profile?: RateProfile;
}

/** A scenario out of a parsed YAML or JSON document, or every mistake in it at once. */
export function parseScenario(input: unknown, attachments: Attachments = {}): Parsed<Scenario> {
  const parsed = scenarioSchema.safeParse(input, { reportInput: true });
  if (!parsed.success)
    return { ok: false, problems: problemsOf(parsed.error, (path) => allowedKeys(scenarioSchema, path)) };
  const raw = input as ScenarioDocument;
  const problems = crossChecks(raw);
  const { document, assumptions } = withDefaults(raw);
  const requests = readRequests(document, problems);
  const think =
    document.traffic.think === undefined
      ? []
      : collect(readDistribution(document.traffic.think as DistributionDocument, ['traffic', 'think']), problems);
  const profile = findServer(document.server.name)!.profile(settingValues(document));
  if (document.traffic.think === undefined || think.length > 0)
    problems.push(...restlessChecks(document, think[0], profile));
  const slo = (document.slo ?? []).flatMap((rule, i) => collect(readSlo(rule, ['slo', i]), problems));
  if (raw.traffic.replay !== undefined && attachments.trace)
    problems.push(...traceProblems(attachments.trace, requests), ...traceDynoProblems(attachments.trace, document));
  if (problems.length > 0) return { ok: false, problems };
  const machine = readMachine(document);
  return {
    ok: true,
    value: {
      name: document.name!,
      document,
      assumptions: [...assumptions, ...furtherAssumptions(document, machine)],
      web: machine,
      memory: readMemory(document, machine),
      database: readDatabase(document),
      server: { name: document.server.name, profile },
      requests,
      traffic: readTraffic(document, think),
      trace: attachments.trace,
      profile: attachments.profile,
      router: { generation: document.router!.generation!, policy: document.router!.policy! },
      slo,
      run: readRun(document),
    },
  };
}

function furtherAssumptions(document: ScenarioDocument, machine: Machine): Assumption[] {
  return [...memoryAssumptions(document), ...databaseAssumptions(document), ...noiseAssumptions(machine)];
}

function collect<T>(parsed: Parsed<T>, problems: Problem[]): T[] {
  if (parsed.ok) return [parsed.value];
  problems.push(...parsed.problems);
  return [];
}

function readRequests(document: ScenarioDocument, problems: Problem[]): RequestClass[] {
  return document.requests.map(({ name, weight, phases }, r) => ({
    name,
    weight: weight!,
    phases: phases.flatMap((phase, p) =>
      Object.entries(phase).flatMap(([kind, demand]) => {
        const path: Path = ['requests', r, 'phases', p, kind];
        const distribution = collect(readDistribution(demand as DistributionDocument, path), problems);
        return distribution.map((d) => ({ kind: kind as PhaseKind, demand: d }));
      }),
    ),
  }));
}

function settingValues({ server }: ScenarioDocument): SettingValues {
  const settings = Object.entries(findServer(server.name)!.settings);
  const fields = server as unknown as Record<string, string | number | boolean>;
  return Object.fromEntries(
    settings.map(([name, { kind }]) => [name, kind === 'duration' ? seconds(fields[name] as string) : fields[name]!]),
  );
}

function readTraffic({ traffic }: ScenarioDocument, think: readonly Distribution[]): Scenario['traffic'] {
  const period = (p: { rate: string; for: string }): Period => ({ rate: perSecond(p.rate), duration: seconds(p.for) });
  return {
    arrivals: chosenByKey(traffic) ?? traffic.arrivals!,
    late: traffic.late ?? 'abandon',
    keepAlive: traffic['keep-alive'] ?? false,
    retries: readRetries(traffic.retries),
    timeout: traffic.timeout === undefined ? Number.POSITIVE_INFINITY : seconds(traffic.timeout),
    ...(traffic.rate === undefined ? {} : { rate: perSecond(traffic.rate) }),
    ...(traffic.on === undefined ? {} : { on: period(traffic.on) }),
    ...(traffic.off === undefined ? {} : { off: period(traffic.off) }),
    ...(traffic.clients === undefined ? {} : { clients: traffic.clients }),
    ...(think[0] === undefined ? {} : { think: think[0] }),
    ...(traffic.size === undefined ? {} : { size: traffic.size }),
    ...(traffic.scale === undefined ? {} : { scale: traffic.scale }),
  };
}

/** Pause and factor, if not given: 1 s, doubled each time (assumed; what most client libraries do). */
function readRetries(retries: ScenarioDocument['traffic']['retries']): RetryPolicy | undefined {
  if (!retries) return undefined;
  return { attempts: retries.attempts, backoff: seconds(retries.backoff ?? '1s'), factor: retries.factor ?? 2 };
}

function readRun(document: ScenarioDocument): RunPlan {
  const run = document.run!;
  return {
    horizon: isTerminating(document) ? 'terminating' : 'steady',
    duration: run.duration === undefined ? undefined : seconds(run.duration),
    window: run.window === undefined ? undefined : (run.window.map(seconds) as [number, number]),
    replications: run.replications,
    precision: run.precision === undefined ? Number.NaN : fraction(run.precision),
    seed: String(run.seed),
    maxRequests: run['max-requests'] ?? Number.POSITIVE_INFINITY,
  };
}

function traceProblems(trace: ReplayTrace, requests: readonly RequestClass[]): Problem[] {
  const known = new Set(requests.map((request) => request.name));
  const unknown = [...new Set(trace.className ?? [])].filter((name) => !known.has(name));
  return unknown.map((name) => ({
    path: ['traffic', 'replay'],
    rule: `the trace has requests of class "${name}", the scenario has none of that name`,
    hint: `its classes: ${[...known].join(', ')}`,
  }));
}

/** The recorded dynos are used where the router would have chosen at random. */
function traceDynoProblems({ dyno }: ReplayTrace, { router, web }: ScenarioDocument): Problem[] {
  const highest = dyno && router!.policy === 'random' ? dyno.reduce((a, b) => Math.max(a, b), 0) : 0;
  if (highest < web.count!) return [];
  const rule = `the trace has a request for dyno ${highest}, counted from 0; web.count is ${web.count}`;
  return [{ path: ['traffic', 'replay'], rule, hint: 'set web.count, or leave the column dyno out' }];
}
