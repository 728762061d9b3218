import { parseScenario, type ReplicationOrder, type ReplicationSummary, replicate, runEvents } from '@dynosim/models';
import { describe, expect, it } from 'vitest';

const base = {
  version: 1,
  web: { cores: 8, count: 3 },
  server: { name: 'gunicorn', workers: 2, timeout: '1h' },
  requests: [
    { name: 'page', weight: 3, phases: [{ cpu: '5ms' }, { wait: { lognormal: { mean: '95ms', cv: 1 } } }] },
    { name: 'export', phases: [{ cpu: { exponential: { mean: '200ms' } } }] },
  ],
  traffic: { rate: '30/s' },
  router: { generation: 'none' },
};

const observation = { untilAnswered: false, points: 20, seriesEnd: 100 };
const orders: Record<string, ReplicationOrder> = {
  'a fixed end': { replication: 0, from: 0, to: 100, end: 100, ...observation },
  'a window': { replication: 1, from: 20, to: 80, end: 100, ...observation },
  'until all have answers': {
    replication: 2,
    from: 10,
    to: 90,
    end: Number.POSITIVE_INFINITY,
    ...observation,
    untilAnswered: true,
  },
};

const scenarios: Record<string, object> = {
  'Poisson arrivals at random dynos': base,
  'one dyno with many workers': { ...base, web: { cores: 64, count: 1 }, server: { ...base.server, workers: 17 } },
  overload: { ...base, traffic: { rate: '60/s' } },
  'equally spaced arrivals of constant demand': {
    ...base,
    requests: [{ name: 'tick', phases: [{ wait: '125ms' }] }],
    server: { ...base.server, overhead: '0ms' },
    traffic: { rate: '8/s', arrivals: 'deterministic' },
  },
  'on-off bursts': {
    ...base,
    traffic: { arrivals: 'on-off', on: { rate: '60/s', for: '3s' }, off: { rate: '5/s', for: '2s' } },
  },
  'a listen queue that overflows': { ...base, server: { ...base.server, backlog: 3 }, traffic: { rate: '60/s' } },
  'workers that are killed': { ...base, server: { ...base.server, timeout: '500ms' } },
};

describe('the engine that looks ahead and the one that runs events give the same replication', () => {
  for (const [name, document] of Object.entries(scenarios)) {
    for (const [when, order] of Object.entries(orders)) {
      it(`${name}, ${when}`, () => {
        const scenario = parseScenario(document);
        if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
        expectSame(replicate(scenario.value, order), runEvents(scenario.value, order));
      });
    }
  }
});

/** Everything that counts is equal to the bit; sums of times that were added in another order to 1e-9. */
function expectSame(a: ReplicationSummary, b: ReplicationSummary): void {
  const exact = ({
    fingerprint,
    arrived,
    inFlight,
    codes,
    waited,
    answers,
    okAnswers,
    from,
    to,
    end,
  }: ReplicationSummary) => {
    return { fingerprint, arrived, inFlight, codes, waited, answers, okAnswers, from, to, end };
  };
  expect(exact(a)).toEqual(exact(b));
  for (const sample of ['ok', 'failed', 'waits'] as const) {
    expect(a[sample].histogram).toEqual(b[sample].histogram);
    expect(a[sample].times.count).toBe(b[sample].times.count);
    close(a[sample].times.mean, b[sample].times.mean);
    close(a[sample].times.squares, b[sample].times.squares);
  }
  close(a.busy, b.busy);
  expect([a.down, a.served]).toEqual([b.down, b.served]);
  for (const column of ['arrived', 'entered', 'taken', 'left', 'ended', 'released', 'finished', 'coarse'] as const)
    expect(a.series?.[column], column).toEqual(b.series?.[column]);
}

function close(a: number, b: number): void {
  if (Number.isNaN(a) && Number.isNaN(b)) return;
  expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(b)));
}
