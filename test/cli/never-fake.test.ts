import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from './program.ts';

/** Four workers that can do 40 requests a second. */
function scenario(traffic: string, run: string): string {
  return `version: 1
name: edge
web: {cores: 4}
server: {name: gunicorn, workers: 4, overhead: 0ms}
requests: [{name: page, phases: [{wait: {exponential: {mean: 100ms}}}]}]
traffic: ${traffic}
router: {generation: none}
slo: [p95 < 1s]
${run}
`;
}

async function result(traffic: string, run = ''): Promise<Result> {
  const { stdout } = await dynosim(['run', '-', '--json'], { stdin: scenario(traffic, run) });
  return JSON.parse(stdout) as Result;
}

/** Every response and waiting time of a result. */
function times({ latencyMs, latencyOkMs, queueMs }: Result): (number | null)[] {
  const { max, ...figures } = latencyMs;
  const { max: maxOk, ...figuresOk } = latencyOkMs;
  const shown = [...Object.values(figures), ...Object.values(figuresOk), ...Object.values(queueMs)];
  return [max, maxOk, ...shown.flatMap(({ value, low, high }) => [value, low, high])];
}

describe('there is never a fake number', () => {
  it('a system at exactly its capacity is saturated: no time, but a growth and the rate that it can hold', async () => {
    for (const rate of ['40/s', '60/s']) {
      const saturated = await result(`{rate: ${rate}}`);
      expect(saturated.verdict).toBe('saturated');
      expect(times(saturated).every((time) => time === null)).toBe(true);
      expect(saturated.sustainableRate).toBe(40);
      expect(saturated.growthPerSecond).toBeGreaterThanOrEqual(0);
      expect(saturated.slo[0]!.holds).toBe('no');
    }
  });

  it('a queue that refuses has a steady state under overload: figures, and the share that was refused', async () => {
    const text = scenario('{rate: 44/s}', '').replace('overhead: 0ms', 'overhead: 0ms, when-full: refuse, backlog: 5');
    const { stdout } = await dynosim(['run', '-', '--json'], { stdin: text });
    const refusing = JSON.parse(stdout) as Result;
    expect(refusing.verdict).not.toBe('saturated');
    expect(refusing.errors.codes['refused']).toBeGreaterThan(0);
  });

  it('a load of 0.98 has figures, and says that the precision was not reached when it was stopped before', async () => {
    const stdin = scenario('{rate: 39.2/s}', 'run: {max-requests: 400000}');
    const { stdout } = await dynosim(['run', '-'], { stdin });
    expect(stdout).toMatch(/Precision not reached: /);
    expect(stdout).toContain('Note: the load is so close to the limit that run.max-requests ends before');
    const longer = await dynosim(['run', '-', '--set', 'run.max-requests=4000000'], { stdin });
    expect(longer.stdout).toMatch(/Precision not reached: p95 and p99 to ±\d+(\.\d+)? %, wanted ±5 %/);
  });

  it('a figure that is known to be too low decides no objective for the good', async () => {
    const { slo, verdict, latencyMs } = await result('{rate: 39.6/s}', 'run: {max-requests: 40000}');
    // Exactly, by M/M/4: ln(0.97 / 0.05) / (40 - 39.6) s = 7.4 s.
    expect(latencyMs.p95.high).toBeLessThan(7000);
    expect(slo.map(({ holds }) => holds)).not.toContain('yes');
    expect(verdict).not.toBe('ok');
  });

  it('a trace without arrivals is a mistake, one with a single request is that request', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'empty.csv'), 'arrival_s\n');
    writeFileSync(join(folder, 'one.csv'), 'arrival_s,wait_ms\n1.5,120\n');
    const empty = await dynosim(['run', '-'], { stdin: scenario('{replay: empty.csv}', ''), folder });
    expect(empty.code).toBe(2);
    expect(empty.stderr).toContain('has a header and no arrivals');
    const one = await dynosim(['run', '-', '--json'], { stdin: scenario('{replay: one.csv}', ''), folder });
    const { latencyMs, requests, replications, notes } = JSON.parse(one.stdout) as Result;
    expect([requests.arrived, replications]).toEqual([1, 1]);
    expect(notes).toEqual(['only 1 request was simulated: every percentile is its response time']);
    expect(latencyMs.p99).toEqual({ value: 120, low: null, high: null });
  });
});
