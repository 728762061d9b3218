import { describe, expect, it } from 'vitest';
import { dynosim } from './program.ts';
import { changed, SCENARIO } from './scenario-text.ts';

const run = (args: readonly string[], stdin = SCENARIO) => dynosim(['plan', '-', ...args], { stdin });
const SMALL = ['--dynos', 'standard-1x,Standard-2X'];

describe('dynosim plan', () => {
  it('names the cheapest formation, the others, and why the rest is out', async () => {
    const { code, stdout } = await run(SMALL);
    expect(code).toBe(0);
    expect(stdout).toMatch(/cheapest: \d+ x standard-[12]x with \d workers?\n/);
    expect(stdout).toContain('95.0 % sure that it holds');
    expect(stdout).toMatch(/Dyno +dynos +workers +USD +p95 +p99 +room +limit/);
    expect(stdout).toContain('\nOut\n');
    expect(stdout.split('\n').every((line) => line.length <= 80)).toBe(true);
  });

  it('prints one JSON document with --json, the same on one thread or many', async () => {
    const [one, two] = await Promise.all([
      run([...SMALL, '--json', '--threads', '1']),
      run([...SMALL, '--json', '--threads', '2']),
    ]);
    expect(one.stdout).toBe(two.stdout);
    const { candidates, rejected, confidence } = JSON.parse(one.stdout);
    expect(Object.keys(candidates[0])).toEqual(
      expect.arrayContaining([
        'rank',
        'dyno',
        'count',
        'workers',
        'threads',
        'costPerMonthUsd',
        'p95Ms',
        'p99Ms',
        'holds',
      ]),
    );
    expect(rejected[0]).toEqual({ family: expect.any(String), reason: expect.any(String) });
    expect(confidence).toBe(0.95);
  });

  it('ends with 3 with --check where nothing holds, and says why', async () => {
    const { code, stdout } = await run(['--check', '--max-cost', '20', ...SMALL]);
    expect(code).toBe(3);
    expect(stdout).toContain('nothing holds');
    expect(stdout).toContain('USD are more than 20');
  });

  it.each([
    [['--dynos', 'standrd-2x'], 'did you mean standard-2x?'],
    [['--dynos', 'standard-1x,'], 'expected names such as'],
    [['--dynos', 'enormous'], 'dynosim catalogue dynos lists them'],
    [['--worker-memory', '300'], 'expected a size such as 300MB'],
    [['--max-cost', '-5'], 'expected an amount of US dollars'],
    [['--spare', 'one'], 'expected a whole number of dynos'],
  ])('refuses %j', async (args, complaint) => {
    const { code, stdout, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(complaint);
  });

  it('needs an objective', async () => {
    const { code, stderr } = await run([], changed('slo: [p95 < 400ms]\n', ''));
    expect(code).toBe(2);
    expect(stderr).toContain('a plan needs an objective');
  });

  it('interrupted, ends with 130 and decides nothing', async () => {
    const during = (child: { kill(signal: 'SIGINT'): boolean }) => void setTimeout(() => child.kill('SIGINT'), 2500);
    const { code, stdout, stderr } = await dynosim(['plan', '-', '--threads', '1'], { stdin: SCENARIO, during });
    expect(code).toBe(130);
    expect(stdout).not.toContain('cheapest: ');
    expect(stderr).toContain('interrupted');
  });
});
