import { describe, expect, it } from 'vitest';
import type { Result } from '../measure/result.ts';
import { type Attachments, parseScenario, type Scenario } from '../scenario/scenario.ts';
import { replicate } from '../simulate.ts';
import { runStudy } from './study.ts';
import { TerminatingStudy } from './terminating-study.ts';

function scenario(changes: object, attachments: Attachments = {}): Scenario {
  const parsed = parseScenario(
    {
      ...{ version: 1, web: { cores: 4 }, server: { name: 'gunicorn', workers: 4, overhead: '0ms' } },
      ...{ requests: [{ name: 'page', phases: [{ cpu: '5ms' }] }], router: { generation: 'none' }, ...changes },
    },
    attachments,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function trace(arrival: number[], cpu: number[]): Attachments {
  return { trace: { arrival: Float64Array.from(arrival), cpu: Float64Array.from(cpu) } };
}

describe('replications of a run with an end', () => {
  it.each([
    { what: 'a short run has 20', rate: '100/s', run: { duration: '10min' }, count: 20 },
    { what: 'a long one as many as 50 million requests allow', rate: '1000/s', run: { duration: '10000s' }, count: 5 },
    { what: 'a day at 1000/s has 3', rate: '1000/s', run: { duration: '24h' }, count: 3 },
    { what: 'a budget is kept', rate: '1000/s', run: { duration: '24h', 'max-requests': 100_000_000 }, count: 1 },
    {
      what: 'a large one does not need to be used',
      rate: '1/s',
      run: { duration: '1h', 'max-requests': 1e9 },
      count: 20,
    },
    { what: 'what is asked for is done', rate: '1000/s', run: { duration: '24h', replications: 7 }, count: 7 },
  ])('$what', ({ rate, run, count }) => {
    expect(new TerminatingStudy(scenario({ traffic: { rate }, run })).next()).toHaveLength(count);
  });

  it('says that few runs are few, and that one has no interval', () => {
    const run = (maxRequests: number): Result =>
      runStudy(
        scenario({ traffic: { rate: '100/s' }, run: { duration: '20s', 'max-requests': maxRequests } }),
        replicate,
      );
    expect(run(5000).notes).toEqual([
      '2 runs instead of 20 because of their many requests: run.replications asks for more',
    ]);
    const one = run(1000);
    expect(one.notes).toEqual([
      'one run because of their many requests, so no interval: run.replications asks for more',
    ]);
    expect(one.latencyMs.p95).toEqual({ value: one.latencyMs.p95.value, low: null, high: null });
  });
});

describe('a replay in which nothing is random runs once', () => {
  const replay = { traffic: { replay: 'trace.csv' }, router: { generation: 'legacy' } };
  const runs = (changes: object, attachments: Attachments): number =>
    runStudy(scenario({ ...replay, ...changes }, attachments), replicate).replications;
  const shared = { web: { cores: 1 } };

  it('if workers share a core, and the timeout of 30 s is far off', () => {
    expect(runs(shared, trace([0, 0, 0.1], [1, 2, 3]))).toBe(1);
  });

  it('if only the slowest requests that could come together would be killed', () => {
    expect(runs(shared, trace([0, 20, 40], [10, 10, 10]))).toBe(1);
  });

  it('if the time that is replaced would be too long', () => {
    const requests = [{ name: 'page', phases: [{ cpu: '40s' }] }];
    expect(runs({ requests }, trace([0, 1], [1, 2]))).toBe(1);
  });

  it('but not if a worker is killed, or may be: when exactly is chance', () => {
    expect(runs({}, trace([0, 1], [1, 31]))).toBe(20);
    expect(runs(shared, trace([0, 0], [16, 16]))).toBe(20);
  });
});

it('says of very few requests that percentiles rest on them', () => {
  const notes = (count: number): readonly string[] => {
    const times = Array.from({ length: count }, (_, i) => i);
    return runStudy(
      scenario(
        { traffic: { replay: 'trace.csv' } },
        trace(
          times,
          times.map(() => 0.01),
        ),
      ),
      replicate,
    ).notes;
  };
  expect(notes(1)).toEqual(['only 1 request was simulated: every percentile is its response time']);
  expect(notes(250)).toEqual(['only 250 requests were simulated: p99 rests on the 3 slowest of them']);
  expect(notes(1000)).toEqual([]);
});

it('has no interval of a share beyond all, however few the replications', () => {
  const { utilisation, queueMs } = runStudy(
    scenario({ traffic: { rate: '600/s' }, web: { cores: 2 }, run: { duration: '2s', replications: 2 } }),
    replicate,
  );
  for (const { value, high } of [utilisation.workers, utilisation.cpu, queueMs.fraction]) {
    expect(high).toBeGreaterThanOrEqual(value!);
    expect(high).toBeLessThanOrEqual(1);
  }
});
