import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder, withoutProgress } from './program.ts';
import { SCENARIO, SHORT } from './scenario-text.ts';

const compare = (args: readonly string[], stdin = SHORT) => dynosim(['compare', '-', ...args], { stdin });
const FIGURE = { value: expect.any(Number), low: expect.any(Number), high: expect.any(Number) };

describe('compare --json', () => {
  it('has both results, every difference with its range, and what common random numbers were worth', async () => {
    const { code, stdout, stderr } = await compare(['--json', '--b', 'server.workers=5']);
    expect({ code, stderr: withoutProgress(stderr) }).toEqual({ code: 0, stderr: '' });
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ dynosim: '0.1.0', pairs: 4, notes: [] });
    expect(result.varianceReduction).toBe(result.differences.p95Ms.varianceReduction);
    expect(result.a.scenario.server.workers).toBe(4);
    expect(result.b.scenario.server.workers).toBe(5);
    for (const name of [
      'meanMs',
      'p50Ms',
      'p95Ms',
      'p99Ms',
      'throughputPerSecond',
      'workersUtilisation',
      'cpuUtilisation',
    ]) {
      expect(result.differences[name]).toMatchObject({ a: FIGURE, b: FIGURE, difference: FIGURE, ratio: FIGURE });
    }
    expect(Object.keys(result.differences)).toContain('errorRate');
    expect(Object.keys(result.differences)).toContain('costPerMonthUsd');
  });

  it('gives the same bytes on 1 and on 3 threads, and the results of run where an end is given', async () => {
    const args = ['--json', '--precision', '20%', '--b', 'web.count=3', '--threads'];
    const [one, three] = await Promise.all([compare([...args, '1'], SCENARIO), compare([...args, '3'], SCENARIO)]);
    expect(one.stdout).toBe(three.stdout);
    const pair = JSON.parse((await compare(['--json', '--b', 'web.count=3'])).stdout);
    const alone = await dynosim(['run', '-', '--json', '--set', 'web.count=3'], { stdin: SHORT });
    expect(pair.b).toEqual(JSON.parse(alone.stdout));
  });

  it('of a saturated design says no number but the price', async () => {
    const args = [
      '--json',
      '--set',
      'web={dyno: standard-2x, count: 2}',
      '--set',
      'traffic.rate=50/s',
      '--b',
      'web.count=1',
    ];
    const { code, stdout } = await compare(args, SCENARIO);
    const { a, b, differences, varianceReduction } = JSON.parse(stdout);
    expect({ code, verdicts: [a.verdict !== 'saturated', b.verdict] }).toEqual({
      code: 0,
      verdicts: [true, 'saturated'],
    });
    expect(varianceReduction).toBeNull();
    expect(differences.p95Ms.difference).toEqual({ value: null, low: null, high: null });
    expect(differences.costPerMonthUsd.difference.value).toBe(-50);
  });
});

describe('compare for a person', () => {
  it('says in a sentence how much better B is and what it costs, in 80 columns', async () => {
    const args = ['--set', 'web={dyno: standard-2x, count: 2}', '--b', 'web.count=4', '--replications', '20'];
    const { stdout } = await compare(args);
    expect(stdout.replaceAll('\n', ' ')).toMatch(
      /B's p95 is [\d.]+ % lower, 95 % sure between [\d.]+ and [\d.]+ %; it costs 100 USD more a month/,
    );
    expect(stdout).toMatch(/^ {2}web\.count {2}2 → 4$/m);
    expect(stdout).toMatch(/^p99 +\d+ ms +\d+ ms +-[\d.]+ % +-[\d.]+ to -[\d.]+ %$/m);
    expect(stdout).toContain('20 pairs of runs');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each<[says: RegExp, args: string[], text: string]>([
    [/no difference at all: A and B do the same to every request/, ['--b', 'name=other'], SHORT],
    [
      /no difference in p95 can be shown: B's is between [\d.]+ % lower and [\d.]+ % higher/,
      ['--b', 'requests[0].name=x', '--replications', '20'],
      SHORT,
    ],
    [/B is saturated, A is not\. B: 60\.0\/s arrive/, ['--b', 'server.workers=2'], SCENARIO],
    [/A and B are both saturated/, ['--set', 'traffic.rate=200/s', '--b', 'server.workers=2'], SCENARIO],
    [/B's p99 is [\d.]+ times as high/, ['--set', 'slo=', '--b', 'server.workers=2', '--replications', '10'], SHORT],
    [/B's mean response time is/, ['--set', 'slo=[mean < 1s]', '--b', 'server.workers=3'], SHORT],
    [/% of its requests fail instead of/, ['--set', 'traffic.timeout=150ms', '--b', 'server.workers=3'], SHORT],
  ])('%s', async (says, args, text) => {
    const { code, stdout } = await compare(args, text);
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(says);
    expect(code).toBe(0);
  });

  it('reads two files; the run of A counts for both, and it says so', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'a.yaml'), SHORT);
    writeFileSync(join(folder, 'b.yaml'), SHORT.replace('workers: 4', 'workers: 6').replace('20s', '90s'));
    const { stdout } = await dynosim(['compare', 'a.yaml', 'b.yaml'], { folder });
    expect(stdout).toContain('4 pairs of runs of 20.0 s');
    expect(stdout).toContain('both run as A says');
  });
});

describe('comparisons that make no sense', () => {
  it.each<[complaint: string, args: string[], text?: string]>([
    ['compare - with what? Give a second scenario', []],
    [
      '--b server.workerz=5: server.workerz: unknown key "workerz"\n       hint: did you mean workers?',
      ['--b', 'server.workerz=5'],
    ],
    ['--b web.count: expected a path and a value', ['--b', 'web.count']],
    ['--b run.seed=3: how long and how often is the same for both', ['--b', 'run.seed=3']],
    ['only one of the two scenarios', ['-']],
    ['b.yaml: no such file', ['b.yaml']],
    ['A asks for the long run and B for a run with an end', ['--b', 'traffic={replay: t.csv}'], SCENARIO],
  ])('%s', async (complaint, args, text = SHORT) => {
    const folder = newFolder();
    writeFileSync(join(folder, 't.csv'), 'arrival_s\n0\n1\n');
    const { code, stdout, stderr } = await dynosim(['compare', '-', ...args], { stdin: text, folder });
    expect(stderr).toContain(complaint);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  it('a mistake that both have is told once', async () => {
    const { stderr } = await compare(['--set', 'web.count=0', '--b', 'server.backlog=many']);
    expect(stderr.match(/web\.count: must be at least 1/g)).toHaveLength(1);
    expect(stderr).toContain('--b server.backlog=many');
  });
});
