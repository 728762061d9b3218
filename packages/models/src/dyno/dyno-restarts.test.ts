import { describe, expect, it } from 'vitest';
import { parseScenario, type Scenario } from '../scenario/scenario.ts';
import { replicate } from '../simulate.ts';
import { type RequestRecord, trajectory } from '../trajectory.ts';

const END = 7200;
const ORDER = { replication: 0, from: 0, to: END, end: END, untilAnswered: false, points: 0, seriesEnd: END };

/** A request every 200 ms leaks so much that each dyno is killed after some minutes. */
function scenario(wanted: {
  web?: object;
  server?: object;
  memory?: object;
  traffic?: object;
  router?: object;
}): Scenario {
  const memory = { master: '40MB', worker: '110MB', 'leak-per-request': '1MB', ...wanted.memory };
  const parsed = parseScenario({
    version: 1,
    web: { dyno: 'standard-1x', ...wanted.web },
    server: { name: 'gunicorn', workers: 2, memory, ...wanted.server },
    requests: [{ name: 'page', phases: [{ wait: '50ms' }] }],
    traffic: { arrivals: 'deterministic', rate: '5/s', ...wanted.traffic },
    router: { ...wanted.router },
    run: { duration: `${END}s`, replications: 1 },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** Requests that arrived while the only dyno was down: those that were served much later, or not at all. */
function held(records: readonly RequestRecord[]): RequestRecord[] {
  return records.filter(({ arrivedAt, finishedAt }) => finishedAt - arrivedAt > 5);
}

/** How many of each outcome. */
function outcomes(records: readonly RequestRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { outcome } of records) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

describe('while the only dyno restarts', () => {
  it('the router holds requests and sends them in order of arrival when it is up', () => {
    const of = scenario({ memory: { restart: '40s' } });
    const records = trajectory(of, ORDER);
    const waiting = held(records);
    const { r15 } = replicate(of, ORDER);
    expect(r15).toBeGreaterThan(3);
    // One every 200 ms, those of the first 35 of the 40 s: the others wait less.
    expect(waiting.length / r15).toBeGreaterThan(170);
    expect(waiting.length / r15).toBeLessThan(210);
    expect(Math.max(...waiting.map(({ arrivedAt, finishedAt }) => finishedAt - arrivedAt))).toBeLessThan(60);
    const starts = waiting.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(['200', 'H13']).toEqual(expect.arrayContaining(Object.keys(outcomes(records))));
  });

  it('they get H20 after 75 s', () => {
    const records = trajectory(scenario({ memory: { restart: '100s' } }), ORDER);
    const failed = records.filter(({ outcome }) => outcome === 'H20');
    expect(failed.length).toBeGreaterThan(3 * 100);
    for (const { arrivedAt, finishedAt, startedAt, worker } of failed) {
      expect(finishedAt - arrivedAt).toBeCloseTo(75, 9);
      expect([startedAt, worker]).toEqual([Number.NaN, -1]);
    }
  });

  it('clients with less patience leave', () => {
    const records = trajectory(scenario({ memory: { restart: '40s' }, traffic: { timeout: '10s' } }), ORDER);
    const left = records.filter(({ outcome }) => outcome === 'client-timeout');
    expect(left.length).toBeGreaterThan(3 * 140);
    for (const { arrivedAt, finishedAt } of left) expect(finishedAt - arrivedAt).toBeCloseTo(10, 9);
    expect(Math.max(...records.map(({ arrivedAt, finishedAt }) => finishedAt - arrivedAt))).toBeLessThan(10 + 1e-9);
  });

  it('clients without a router are refused', () => {
    const records = trajectory(scenario({ router: { generation: 'none' }, memory: { restart: '40s' } }), ORDER);
    const refused = records.filter(({ outcome }) => outcome === 'refused');
    expect(refused.length).toBeGreaterThan(3 * 199);
    for (const { arrivedAt, finishedAt } of refused) expect(finishedAt).toBe(arrivedAt);
    expect(['200', 'eof', 'refused']).toEqual(expect.arrayContaining(Object.keys(outcomes(records))));
  });
});

it.each(['random', 'least-outstanding', 'round-robin', 'power-of-two'])(
  'the other dynos take the share of one that restarts: %s',
  (policy) => {
    const of = scenario({
      web: { count: 3 },
      memory: { restart: '60s' },
      router: { policy },
      traffic: { rate: '6/s' },
    });
    const { r15, codes } = replicate(of, ORDER);
    const records = trajectory(of, ORDER);
    expect(r15).toBeGreaterThan(6);
    const { '200': ok, H13 = 0, H20 = 0 } = outcomes(records);
    expect(codes[1]).toBe(ok);
    expect(H13).toBeLessThanOrEqual(2 * r15);
    expect(ok! + H13 + H20).toBe(records.length);
    // Only where all three are down at the same time does anybody wait for one.
    const waiting = held(records).filter(({ outcome }) => outcome === '200');
    expect(waiting.length).toBeLessThan(0.02 * records.length);
  },
);

it('connections in the listen queue are reset, and a worker on its way back stays down', () => {
  const busy = { server: { workers: 1, 'max-requests': 400, boot: '20s' }, traffic: { rate: '25/s' } };
  const records = trajectory(scenario({ ...busy, memory: { 'leak-per-request': '4MB', restart: '30s' } }), ORDER);
  const { H13 = 0 } = outcomes(records);
  expect(H13).toBeGreaterThan(100);
});

it('clients that neither think nor meet a router would be refused for ever at one instant', () => {
  const clients = { clients: 3, rate: undefined, arrivals: undefined };
  expect(() => scenario({ router: { generation: 'none' }, traffic: clients })).toThrow(/would try again/);
});
