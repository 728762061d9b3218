import { describe, expect, it } from 'vitest';
import { dynosim } from './program.ts';
import { changed, SCENARIO } from './scenario-text.ts';

/** Both without a large backlog of replications: p95 breaks near saturation. */
const run = (args: readonly string[], stdin = SCENARIO) =>
  dynosim(['capacity', '-', '--precision', '5%', ...args], { stdin });

describe('dynosim capacity', () => {
  it('says up to which rate the objectives hold, what breaks, the headroom and the curve', async () => {
    const { code, stdout } = await run([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^demo: 2 dynos/);
    expect(stdout).toMatch(/holds up to \d+\.?\d*\/s \([\d.]+ to [\d.]+\): there p95 < 400 ms breaks/);
    expect(stdout).toContain('Today 60.0/s: ');
    expect(stdout).toMatch(/Rate +mean +p95 +p99 +failed +workers +CPU +holds/);
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('prints one JSON document with --json, the same on one thread or many', async () => {
    const [one, two] = await Promise.all([run(['--json', '--threads', '1']), run(['--json', '--threads', '2'])]);
    expect(one.stdout).toBe(two.stdout);
    const { ratePerSecond, headroom, limitedBy, points, rule } = JSON.parse(one.stdout);
    expect(ratePerSecond.low).toBeLessThan(ratePerSecond.value);
    expect(headroom).toBeCloseTo(ratePerSecond.value / 60 - 1, 5);
    expect(limitedBy).toBe('workers');
    expect(rule).toBe('p95 < 400ms');
    expect(points.length).toBeGreaterThan(5);
  });

  it('calls what gives out and how busy workers are as run does, threads and all', async () => {
    const args = ['--set', 'server={name: puma, workers: 2, threads: 5}', '--set', 'database.pool=1'];
    const queries = '--set=requests=[{name: page, phases: [{cpu: 2ms}, {db: {exponential: {mean: 50ms}}}]}]';
    const { stdout } = await run([...args, queries]);
    expect(stdout).toMatch(/^The connection pools give out at /m);
    const shares = [...stdout.matchAll(/(\d+(?:\.\d+)?) % +\d+(?:\.\d+)? % +(?:yes|no|unsure)$/gm)].map(([, share]) =>
      Number(share),
    );
    expect(shares.length).toBeGreaterThan(4);
    expect(Math.max(...shares)).toBeLessThanOrEqual(100);
  });

  it('calls the limit without an objective saturation, and says how to state one', async () => {
    const { stdout } = await run([], changed('slo: [p95 < 400ms]\n', ''));
    expect(stdout).toMatch(/saturates at 79\.\d\/s/);
    expect(stdout).toContain('No objective is stated');
  });

  it('answers an impossible objective at once', async () => {
    const { code, stdout } = await run(['--set', 'slo=[p95 < 50ms]']);
    expect(code).toBe(0);
    expect(stdout).toContain('impossible: p95 < 50 ms, but the demand alone has a p95 of');
  });

  it('ends with 3 with --check where today, or today with the headroom, is too much', async () => {
    const codes = await Promise.all([
      run(['--check']),
      run(['--check', '--headroom', '300%']),
      run(['--check', '--set', 'traffic.rate=90/s']),
      run(['--check', '--set', 'slo=[p95 < 50ms]']),
    ]);
    expect(codes.map(({ code }) => code)).toEqual([0, 3, 3, 3]);
  });

  it.each([
    [['--set', 'slo=[p95 > 1s]'], 'a growing load never breaks this rule'],
    [['--headroom', '30%'], '--headroom goes with --check'],
    [['--strict'], '--strict goes with --check'],
    [['--precision', '50%'], 'expected a percentage from 0.2% to 20%'],
    [['--check', '--headroom', '30'], 'expected a percentage such as 5%'],
    [['--set', 'slo=[h12 = 0]'], 'and codes such as H12 or 503'],
  ])('refuses %j', async (args, complaint) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(complaint);
  });

  it('interrupted, says what is known so far and ends with 130', async () => {
    const stdin = SCENARIO.replace('{rate: 60/s}', '{rate: 60/s, timeout: 900ms, retries: {attempts: 3}}');
    const during = (child: { kill(signal: 'SIGINT'): boolean }) => void setTimeout(() => child.kill('SIGINT'), 1500);
    const { code, stdout } = await dynosim(['capacity', '-', '--precision', '0.2%'], { stdin, during });
    expect(code).toBe(130);
    expect(stdout).toMatch(/interrupted: |^$/);
  });
});
