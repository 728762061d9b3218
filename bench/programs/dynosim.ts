import { parseScenario, replicate, type Scenario } from '@dynosim/models';
import { Histogram, mergeTallies } from '@dynosim/sim-core';
import { type Findings, timed } from './timed.ts';

const RATE = 300;

/** The plain model as a user would write it; the machine is so large and steady that only workers are short. */
function scenario(seconds: number, seed: number): Scenario {
  const parsed = parseScenario({
    version: 1,
    name: 'plain',
    web: { cores: 64, memory: '64GB', speed: 1, count: 10 },
    server: {
      name: 'gunicorn',
      'worker-class': 'sync',
      workers: 4,
      overhead: '0ms',
      timeout: '1h',
      backlog: 1_000_000,
    },
    cpu: { noise: 'none' },
    requests: [{ name: 'request', phases: [{ wait: { lognormal: { mean: '100ms', cv: 1 } } }] }],
    traffic: { rate: `${RATE}/s` },
    router: { generation: 'none', policy: 'random' },
    run: { duration: `${seconds}s`, seed: String(seed) },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

function simulate(requests: number, seed: number): Findings {
  const seconds = requests / RATE;
  const observation = { from: 0, to: seconds, end: seconds, untilAnswered: false, points: 0, seriesEnd: seconds };
  const { ok, failed, arrived, events } = replicate(scenario(seconds, seed), { replication: 0, ...observation });
  const histogram = new Histogram();
  histogram.merge(ok.histogram);
  histogram.merge(failed.histogram);
  const { mean } = mergeTallies(ok.times, failed.times);
  const [p50, p95, p99] = histogram.quantiles([0.5, 0.95, 0.99]) as [number, number, number];
  return { requests: arrived, eventsPerRequest: events / arrived, mean, p50, p95, p99 };
}

timed(simulate);
