import { describe, expect, it } from 'vitest';
import { dynosim } from './program.ts';
import { SHORT } from './scenario-text.ts';

const catalogue = (...args: string[]) => dynosim(['catalogue', ...args]);

describe('catalogue dynos', () => {
  it('lists every type in 80 columns', async () => {
    const { code, stdout, stderr } = await catalogue('dynos');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.filter((line) => /^ {2}\S/.test(line))).toHaveLength(44);
    expect(stdout).toMatch(/^ {2}Standard-2X +1 GB +3\.18 +0\.40 +0\.32 +50 +0\.0694 +4$/m);
    expect(stdout).toMatch(/^ {2}dyno-1c-0\.5gb +512 MB +0\.9 +1\.00 +0\.9 +25 +0\.0347 +-$/m);
  });

  it('says of one type where its row comes from and what is uncertain', async () => {
    const { code, stdout } = await catalogue('dynos', 'PERFORMANCE-l-ram');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Performance-L-RAM\n/);
    expect(stdout).toContain('30 GB, killed (R15) at 36 GB, with swap');
    expect(stdout).toContain('dyno-types (2024-06-04)');
    expect(stdout).toMatch(/Uncertain\n[\s\S]*process limit: 24576/);
  });

  it('is one JSON document with --json', async () => {
    const [all, one] = await Promise.all([catalogue('dynos', '--json'), catalogue('dynos', 'standard-1x', '--json')]);
    const rows = JSON.parse(all.stdout);
    expect(rows).toHaveLength(44);
    expect(rows).toContainEqual(JSON.parse(one.stdout));
    expect(JSON.parse(one.stdout)).toMatchObject({
      ...{ name: 'Standard-1X', memoryMb: 512, pricePerMonthUsd: 25, cores: 1.589, speed: 0.4027 },
      defaultWorkers: { python: 2, nodejs: 1, php: 4 },
    });
  });

  it('knows no other names', async () => {
    const { code, stdout, stderr } = await catalogue('dynos', 'standard2x');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toBe('there is no dyno type "standard2x"; did you mean standard-2x?\n');
  });
});

describe('catalogue servers', () => {
  it('says what each server can be told, its defaults and their sources', async () => {
    const { code, stdout } = await catalogue('servers');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^gunicorn: /);
    expect(stdout).toContain('\nunicorn: ');
    expect(stdout).toMatch(/^ {2}workers +worker processes\n +default 1 \(gunicorn config\.py, workers\)$/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('is one JSON document with --json', async () => {
    const { stdout } = await catalogue('servers', 'unicorn', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ name: 'unicorn', measured: true },
      settings: { backlog: { default: 1024 } },
    });
  });

  it('says of all twelve whether they were measured', async () => {
    const [text, json] = await Promise.all([catalogue('servers'), catalogue('servers', '--json')]);
    const marks = text.stdout.match(/^[a-z-]+:(?= )|^ {2}measured: \S+/gm)!.map((mark) => mark.trim());
    const rows = JSON.parse(json.stdout) as { name: string; measured: boolean }[];
    expect(rows).toHaveLength(12);
    expect(marks).toEqual(
      rows.flatMap(({ name, measured }) => [`${name}:`, measured ? 'measured: held' : 'measured: no:']),
    );
    const measured = rows.filter((row) => row.measured).map(({ name }) => name);
    expect(measured).toEqual(['gunicorn', 'uvicorn', 'unicorn', 'puma', 'node']);
  });
});

describe('run on a dyno of the catalogue', () => {
  const ON_DYNO = SHORT.replace('cores: 4', 'dyno: standard-2x').replace(', workers: 4', '');
  const run = async (...args: string[]) =>
    JSON.parse((await dynosim(['run', '-', '--json', ...args], { stdin: ON_DYNO })).stdout);

  it('has its workers, its price and its memory', async () => {
    const { scenario, cost, memoryMb, notes, assumptions } = await run();
    expect(scenario).toMatchObject({ web: { dyno: 'standard-2x' }, server: { workers: 4 } });
    expect({ cost, memoryMb }).toMatchObject({
      cost: { perMonthUsd: 100, forRunUsd: expect.closeTo((100 / 720) * (20 / 3600), 9) },
      memoryMb: { quota: 1024, peak: null },
    });
    expect(notes).toContain(
      '4 workers share 3.18 cores: while more of them compute than there are cores, each runs slower',
    );
    const filled = ['web.cores', 'web.speed', 'web.memory', 'cpu.measured-on', 'app.buildpack', 'server.workers'];
    expect(assumptions.map(({ path }: { path: string }) => path)).toEqual(expect.arrayContaining(filled));
  });

  it('keeps the demands as measured when --set changes the dyno', async () => {
    const { scenario, assumptions } = await run('--set', 'web.dyno=performance-l');
    expect(scenario).toMatchObject({ web: { dyno: 'performance-l' }, cpu: { 'measured-on': 'standard-2x' } });
    expect(assumptions).toContainEqual(expect.objectContaining({ path: 'web.speed', value: 2.486 }));
    const own = await run('--set', 'web.dyno=performance-l', '--set', 'cpu.measured-on=performance-m');
    expect(own.scenario.cpu['measured-on']).toBe('performance-m');
  });

  it('says the type to a person', async () => {
    const { stdout } = await dynosim(['run', '-'], { stdin: ON_DYNO });
    expect(stdout).toMatch(/^demo: 2 standard-2x dynos, gunicorn with 4 workers each$/m);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });
});
