import { parseScenario, type ReplicationOrder, type ReplicationSummary, type Scenario } from '@dynosim/models';
import { Histogram, mergeTallies } from '@dynosim/sim-core';
import { type Findings, timed } from './timed.ts';

/** The plain model as a user would write it; the machine is so large and steady that only workers are short. */
export const plain = {
  version: 1,
  name: 'plain',
  web: { cores: 64, memory: '64GB', speed: 1, count: 10 },
  server: { name: 'gunicorn', workers: 4, overhead: '0ms', timeout: '1h', backlog: 1_000_000 },
  cpu: { noise: 'none' },
  requests: [{ name: 'request', phases: [{ wait: { lognormal: { mean: '100ms', cv: 1 } } }] }],
  traffic: { rate: '300/s' } as object,
  router: { generation: 'none', policy: 'random' },
};

type Engine = (scenario: Scenario, order: ReplicationOrder) => ReplicationSummary;

/** Times a scenario that answers `rate` requests a second, percentiles included. */
export function benchmark(document: typeof plain, rate: number, engine: Engine): void {
  timed((requests, seed) => {
    const seconds = requests / rate;
    const parsed = parseScenario({ ...document, run: { duration: `${seconds}s`, seed: String(seed) } });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const observation = { from: 0, to: seconds, end: seconds, untilAnswered: false, points: 0, seriesEnd: seconds };
    return findings(engine(parsed.value, { replication: 0, ...observation }));
  });
}

function findings({ ok, failed, arrived, events }: ReplicationSummary): Findings {
  const histogram = new Histogram();
  histogram.merge(ok.histogram);
  histogram.merge(failed.histogram);
  const { mean } = mergeTallies(ok.times, failed.times);
  const [p50, p95, p99] = histogram.quantiles([0.5, 0.95, 0.99]) as [number, number, number];
  return { requests: arrived, eventsPerRequest: events / arrived, mean, p50, p95, p99 };
}
