import { expect, it } from 'vitest';
import type { ResultSeries } from '../measure/result.ts';
import { type Attachments, parseScenario } from '../scenario/scenario.ts';
import { replicate } from '../simulate.ts';
import { runStudy } from './study.ts';

function series(traffic: object, run: object, cores: number, attachments: Attachments = {}): ResultSeries {
  const parsed = parseScenario(
    {
      ...{ version: 1, web: { cores }, server: { name: 'gunicorn', workers: 2, overhead: '0ms' }, traffic, run },
      ...{ requests: [{ name: 'page', phases: [{ cpu: '10s' }] }], router: { generation: 'none' } },
    },
    attachments,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return runStudy(parsed.value, replicate).series!;
}

it.each([2, 1.999])('shows what waits in the listen queue, and what is inside, with %s cores', (cores) => {
  const arrival = Float64Array.from([0, 0, 0, 0, 0, 99]);
  const { t, queue, inside } = series({ replay: 'x.csv' }, { duration: '100s' }, cores, { trace: { arrival } });
  const at = (second: number, values: readonly number[]): number => values[t.findIndex((end) => end > second)]!;
  expect([0, 12, 22, 32, 99].map((second) => at(second, queue))).toEqual([3, 1, 0, 0, 0]);
  expect([0, 12, 22, 32, 99].map((second) => at(second, inside))).toEqual([5, 3, 1, 0, 1]);
});

it('shows one replication of a steady state from its empty start to its end, in 200 points', () => {
  const { t, queue, throughput, p95 } = series({ rate: '0.1/s' }, { precision: '50%', 'max-requests': 1e6 }, 2);
  expect([t, queue, throughput, p95].map((column) => column.length)).toEqual([200, 200, 200, 200]);
  const mean = throughput.reduce((sum, x) => sum + x, 0) / 200;
  expect(mean).toBeCloseTo(0.1, 1);
  expect(Math.max(...throughput)).toBeLessThan(1);
});
