import { describe, expect, it } from 'vitest';
import { Outcome } from '../request/outcome.ts';
import { parseScenario, type Scenario } from '../scenario/scenario.ts';
import { seconds } from '../scenario/units.ts';
import { replicate } from '../simulate.ts';
import { servers } from './index.ts';
import type { ServerProfile } from './profile.ts';
import type { Setting } from './server.ts';

function scenarioWith(server: object, rate = '1/s'): Scenario {
  const parsed = parseScenario({
    version: 1,
    web: { cores: 64 },
    server,
    requests: [{ name: 'page', phases: [{ cpu: '10ms' }, { wait: '20ms' }, { cpu: '5ms' }] }],
    traffic: { rate, arrivals: 'deterministic' },
    router: { generation: 'none' },
    run: { duration: '50.5s' },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** Profiles of a server: by default, and for every value of each choice and flag. */
function profiles(name: string, settings: Readonly<Record<string, Setting>>): ServerProfile[] {
  const variants = Object.entries(settings).flatMap(([key, { kind, choices }]) => {
    const values = kind === 'flag' ? [true, false] : (choices ?? []);
    return values.map((value) => ({ name, [key]: value }));
  });
  return [{ name }, ...variants].map((server) => scenarioWith(server).server.profile);
}

function expectDefault({ kind, choices, default: value }: Setting): void {
  if (kind === 'flag') expect(typeof value).toBe('boolean');
  else if (kind === 'duration') expect(seconds(value as string)).toBeGreaterThanOrEqual(0);
  else if (kind === 'choice') expect(choices).toContain(value);
  else if (kind === 'text') expect(value).toMatch(/./);
  else expect(Number.isInteger(value) && (value as number) >= (kind === 'count' ? 1 : 0), String(value)).toBe(true);
}

function expectConsistent(profile: ServerProfile): void {
  const { workers, slots, admission, admits, backlog, overhead, timeout, recycling, respawn, cpu } = profile;
  expect(workers).toBeGreaterThanOrEqual(1);
  expect(slots).toBeGreaterThanOrEqual(1);
  // A slot that no connection could ever reach would be idle for ever.
  if (slots < Number.POSITIVE_INFINITY) expect(admission).toBeGreaterThanOrEqual(slots);
  if (profile.readsInSlot) expect([admission, admits]).toEqual([slots, 'connections']);
  expect(backlog).toBeGreaterThanOrEqual(0);
  for (const time of [...Object.values(overhead), ...recycling.replacement, respawn, profile.firstRequest]) {
    expect(time).toBeGreaterThanOrEqual(0);
  }
  expect(overhead.read).toBeGreaterThan(0);
  expect(overhead.readTurns).toBeGreaterThanOrEqual(1);
  if (timeout.limits !== 'nothing') expect(timeout.after).toBeGreaterThan(0);
  if (timeout.limits === 'loop') expect(cpu).toMatchObject({ quantum: Number.POSITIVE_INFINITY });
  expect(recycling.after).toBeGreaterThanOrEqual(1);
  expect(profile.connectionLimit).toBeGreaterThanOrEqual(1);
}

/** Shortest and longest response of a request that is alone [s]. */
function responseAlone({ overhead, accept, workers }: ServerProfile): readonly [number, number] {
  const { accept: toAccept, read, resume, write, master } = overhead;
  const certain = 0.035 + read + resume + write + (accept.kind === 'at-once' ? 0 : toAccept);
  if (accept.kind !== 'race') return [certain + master * Number(accept.kind === 'credit'), certain + master];
  return [certain + accept.fastest, certain + accept.slowest * (1 + accept.bias * (workers - 1))];
}

describe.each(servers)('$name', ({ name, settings, summary, source }) => {
  it('says of every setting what it is, its default and on whose word', () => {
    for (const text of [summary, source]) expect(text).toMatch(/\S{3}/);
    for (const [key, setting] of Object.entries(settings)) {
      expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(setting.help, key).toMatch(/\S{3}/);
      expect(setting.source, key).toMatch(/\S{3}/);
      expectDefault(setting);
    }
  });

  it('is the same with all its defaults written out', () => {
    const { document, server } = scenarioWith({ name });
    expect(Object.keys(document.server).sort()).toEqual(['name', ...Object.keys(settings)].sort());
    expect(scenarioWith(document.server).server).toEqual(server);
  });

  it('has a consistent profile, whatever is chosen', () => {
    for (const one of profiles(name, settings)) expectConsistent(one);
  });

  it('answers everybody at low load, in the time of demands, overheads and reactions', () => {
    for (const workers of settings['workers'] ? [1, 3] : [undefined]) {
      const scenario = scenarioWith({ name, ...(workers === undefined ? {} : { workers }) });
      const order = { replication: 0, from: 0, to: 50, end: 50.5, untilAnswered: false, points: 0, seriesEnd: 50 };
      const { ok, codes, arrived, inFlight } = replicate(scenario, order);
      expect([arrived, inFlight, codes[Outcome.ok]]).toEqual([49, 0, 49]);
      const [shortest, longest] = responseAlone(scenario.server.profile);
      expect(ok.times.min).toBeGreaterThan(shortest * (1 - 1e-9));
      expect(ok.times.max).toBeLessThan(longest * (1 + 1e-9));
    }
  });

  it('names its own settings to who writes one that it does not have', () => {
    const other = servers.flatMap((server) => Object.keys(server.settings)).find((key) => !settings[key])!;
    const { default: value } = servers.find((server) => server.settings[other])!.settings[other]!;
    const wrong = parseScenario({ ...scenarioWith({ name }).document, server: { name, [other]: value } });
    if (wrong.ok) throw new Error('accepted');
    expect(wrong.problems[0]!.rule).toBe(`${name} has no setting "${other}"`);
    const named = Object.keys(settings).filter((key) => wrong.problems[0]!.hint!.includes(key));
    expect(named.length).toBeGreaterThan(0);
  });
});

describe('a number that is a limit for one server and a count for another', () => {
  const problems = (server: object): unknown => {
    const parsed = parseScenario({ ...scenarioWith({ name: 'puma' }).document, server });
    return parsed.ok ? [] : parsed.problems;
  };

  it('may be 0 for the one and not for the other', () => {
    expect(problems({ name: 'puma', workers: 0 })).toEqual([]);
    expect(problems({ name: 'unicorn', workers: 0 })).toEqual([
      { path: ['server', 'workers'], rule: 'must be at least 1' },
    ]);
  });
});
