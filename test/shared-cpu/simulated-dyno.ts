import { parseScenario, type Scenario, trajectory } from '@dynosim/models';
import type { MeasuredType } from './published-batches.ts';

const PARSES = 10_000;

/**
 * CPU time of a parse on Performance-L, between the published quantiles (least, p50, p75, p90: 24.4, 33.3, 38.0,
 * 39.0 ms). Of the rest the largest of 100 (55.9) and the mean (33.47) are known.
 */
const PARSE = {
  mixture: [
    { weight: 50, uniform: { min: '24.4ms', max: '33.3ms' } },
    { weight: 25, uniform: { min: '33.3ms', max: '38ms' } },
    { weight: 15, uniform: { min: '38ms', max: '39ms' } },
    { weight: 8, uniform: { min: '39ms', max: '39.6ms' } },
    { weight: 2, uniform: { min: '54ms', max: '57ms' } },
  ],
};
const MEAN = 0.0335;

/** Times of 10,000 parses one after another [ms]. Each number is another dyno with a host of its own. */
export function parseTimes(type: MeasuredType, dyno: number): Float64Array {
  const scenario = scenarioOf(type);
  for (let end = (1.2 * PARSES * MEAN) / scenario.web.speed; ; end *= 2) {
    const window = { from: 0, to: end, untilAnswered: false, points: 0, seriesEnd: 0 };
    const records = trajectory(scenario, { replication: dyno, end, ...window });
    const answered = records.filter(({ finishedAt }) => Number.isFinite(finishedAt));
    if (answered.length < PARSES) continue;
    return Float64Array.from(answered.slice(0, PARSES), ({ arrivedAt, finishedAt }) => 1000 * (finishedAt - arrivedAt));
  }
}

function scenarioOf(type: MeasuredType): Scenario {
  const scenario = parseScenario({
    version: 1,
    web: { dyno: type.toLowerCase() },
    cpu: { 'measured-on': 'performance-l', noise: 'typical' },
    server: { name: 'node', workers: 1, overhead: '0ms' },
    requests: [{ name: 'parse', phases: [{ cpu: PARSE }] }],
    traffic: { clients: 1 },
    router: { generation: 'none' },
    run: { duration: '1h', seed: '2021' },
  });
  if (!scenario.ok) throw new Error(scenario.problems.map(({ rule }) => rule).join('; '));
  return scenario.value;
}
