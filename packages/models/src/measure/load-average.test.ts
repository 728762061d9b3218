import { Order, Simulation, Streams } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import { replicate } from '../simulate.ts';
import { runStudy } from '../study/study.ts';
import { LoadAverage } from './load-average.ts';

function result(document: object) {
  const scenario = parseScenario({
    version: 1,
    requests: [{ name: 'page', phases: [{ cpu: { exponential: { mean: '50ms' } } }] }],
    server: { name: 'gunicorn', workers: 4 },
    router: { generation: 'none' },
    ...document,
  });
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
  return runStudy(scenario.value, replicate);
}

describe('the load average of a minute', () => {
  it('is the sum of all counts, each weighed by what 20 s have left of it, at three dynos', () => {
    const simulation = new Simulation();
    const random = new Streams('1', 0).uniform('counts');
    const counts: number[][] = [[], [], []];
    const seen: number[] = [];
    const order: number[] = [];
    const count = (dyno: number): number => {
      order.push(dyno);
      counts[dyno]!.push(Math.floor(5 * random.next()));
      return counts[dyno]!.at(-1)!;
    };
    const phase = new Streams('1', 0).uniform('phases');
    new LoadAverage(simulation, 3, phase, count, (average) => void seen.push(average));
    const end = simulation.on('end', () => {}, Order.observation);
    simulation.scheduleAt(2000, end, 0);
    simulation.run(Number.POSITIVE_INFINITY);
    expect(seen).toHaveLength(300);
    const e = Math.exp(-20 / 60);
    const looks = [0, 0, 0];
    for (const [i, dyno] of order.entries()) {
      const last = looks[dyno]!++;
      const expected = counts[dyno]!.slice(0, last + 1).reduce((sum, n, k) => sum + n * (1 - e) * e ** (last - k), 0);
      expect(seen[i]! - expected).toBeCloseTo(0, 12);
    }
  });

  it('goes up to the number of those who always compute, and stays there', () => {
    const { load, series } = result({
      web: { dyno: 'standard-1x' },
      traffic: { clients: 4 },
      run: { duration: '30min', replications: 2 },
    });
    expect(load.mean.value).toBeCloseTo(4, 2);
    expect(load.peak).toBeCloseTo(4, 2);
    expect(load.acceptable).toBe(1);
    expect(series!.load.at(-1)).toBeCloseTo(4, 6);
  });

  it('counts one thread of those that share an interpreter lock, whatever the cores', () => {
    for (const cores of [1, 8]) {
      const { load } = result({
        web: { cores, count: 2 },
        server: { name: 'puma', threads: 5, workers: 1 },
        traffic: { clients: 40 },
        run: { duration: '20min', replications: 2 },
      });
      for (const value of [load.mean.value!, load.peak!]) {
        expect(value).toBeGreaterThan(0.95);
        expect(value).toBeLessThanOrEqual(1);
      }
      expect(load.acceptable).toBe(null);
    }
  });

  it('leaves out those that wait for something else, and is CPU time where everybody has a core', () => {
    const { load, utilisation } = result({
      web: { dyno: 'performance-l', count: 2 },
      requests: [{ name: 'page', phases: [{ cpu: '10ms' }, { wait: '90ms' }] }],
      traffic: { rate: '20/s' },
      run: { duration: '20min', replications: 2 },
    });
    expect(load.mean.value).toBeCloseTo(8 * utilisation.cpu.value!, 6);
    expect(load.peak).toBe(null);
    expect(load.acceptable).toBe(8);
  });

  it('of dynos in a pool is what they have together, by dyno', () => {
    const { load } = result({
      web: { dyno: 'standard-1x', count: 3 },
      traffic: { clients: 12 },
      router: { generation: 'none', policy: 'shared-queue' },
      run: { duration: '20min', replications: 2 },
    });
    expect([load.mean.value, load.peak].map((x) => x!.toFixed(1))).toEqual(['4.0', '4.0']);
  });

  it('has no peak where no look fell into the observation', () => {
    const run = { duration: '60s', window: ['1s', '1.001s'], replications: 2 };
    expect(result({ web: { cores: 1 }, traffic: { rate: '10/s' }, run }).load.peak).toBe(null);
  });
});
