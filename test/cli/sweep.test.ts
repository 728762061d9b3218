import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder, withoutProgress } from './program.ts';
import { SCENARIO, SHORT } from './scenario-text.ts';

const sweep = (args: readonly string[], stdin = SHORT, folder?: string) =>
  dynosim(['sweep', '-', ...args], { stdin, ...(folder === undefined ? {} : { folder }) });
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('sweep --json', () => {
  it('prints one result a line, in the order of an odometer, each as run gives it', async () => {
    const args = ['--json', '--vary', 'web.count=1,2', '--vary', 'server.workers=3..4'];
    const { code, stdout, stderr } = await sweep(args);
    expect({ code, stderr: withoutProgress(stderr) }).toEqual({ code: 0, stderr: '' });
    const cells = lines(stdout);
    expect(cells.map(({ cell }) => Object.values(cell))).toEqual([
      [1, 3],
      [1, 4],
      [2, 3],
      [2, 4],
    ]);
    expect(cells[1].cell).toEqual({ 'web.count': 1, 'server.workers': 4 });
    const { stdout: alone } = await dynosim(['run', '-', '--json', '--set', 'web.count=1'], { stdin: SHORT });
    const { cell: _, sweep: __, ...rest } = cells[1];
    expect(rest).toEqual(JSON.parse(alone));
  });

  it('gives the same bytes on 1 and on 3 threads, steady states and saturated cells too', async () => {
    const args = ['--json', '--vary', 'traffic.rate=20/s,60/s,100/s', '--precision', '20%', '--threads'];
    const [one, three] = await Promise.all([sweep([...args, '1'], SCENARIO), sweep([...args, '3'], SCENARIO)]);
    expect(one.stdout).toBe(three.stdout);
    expect(lines(one.stdout).map(({ verdict }) => verdict)).toEqual(['ok', expect.any(String), 'saturated']);
  });

  it('--zip takes the values together', async () => {
    const args = ['--json', '--zip', '--vary', 'web.count=1..2', '--vary', 'traffic.rate=30/s,60/s'];
    const { stdout } = await sweep(args);
    expect(lines(stdout).map(({ cell }) => cell)).toEqual([
      { 'web.count': 1, 'traffic.rate': '30/s' },
      { 'web.count': 2, 'traffic.rate': '60/s' },
    ]);
  });

  it('a change of the dyno does not change where the demands were measured', async () => {
    const stdin = SHORT.replace('{cores: 4, count: 2}', '{dyno: standard-2x, count: 2}');
    const { stdout } = await sweep(['--json', '--vary', 'web.dyno=standard-2x,performance-m'], stdin);
    expect(lines(stdout).map(({ scenario }) => scenario.cpu['measured-on'])).toEqual(['standard-2x', 'standard-2x']);
  });
});

describe('sweep for a person', () => {
  it('is a table in 80 columns with the verdict, ± and what the columns mean', async () => {
    const { stdout } = await sweep([
      '--vary',
      'web.count=1,2',
      '--vary',
      'server.workers=4',
      '--set',
      'slo=[p95 < 10s]',
    ]);
    const [heading, first, second] = stdout.split('\n');
    expect(heading!.split(/ {2,}/)).toEqual([
      'count',
      'workers',
      'verdict',
      'req/s',
      'p95 ms',
      'p99 ms',
      'fail',
      'limit',
      'USD',
    ]);
    expect(first).toMatch(/^ +1 +4 +\S+ +[\d.]+ +[\d,]+ ±(?:[\d.]+%|\?) +[\d,]+ ±(?:[\d.]+%|\?) +[\d.%]+ +[\d.]+ +-$/);
    expect(second).toMatch(/^ +2 +4 +holds /);
    expect(stdout).toContain('±: half the width of the 95 % interval');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('becomes one figure a line where the table would be too wide', async () => {
    const paths = [
      'web.count=1',
      'server.workers=4',
      'server.backlog=2048',
      'server.timeout=30s',
      'server.overhead=1ms',
    ];
    const { stdout } = await sweep(paths.flatMap((path) => ['--vary', path]));
    expect(stdout).toMatch(/^count +1\nworkers +4\nbacklog +2048\n/);
  });

  it('--csv has a row a cell, and no cell that a spreadsheet would take for a formula', async () => {
    const folder = newFolder();
    const args = ['--vary', 'name=a,"=1+1","b, c"', '--csv'];
    const [piped, kept] = await Promise.all([sweep([...args, '-']), sweep([...args, 'table.csv'], SHORT, folder)]);
    const rows = piped.stdout.split('\r\n');
    expect(rows[0]).toMatch(/^name,verdict,throughput_per_second,mean_ms,p50_ms,p95_ms,p95_low_ms,/);
    expect(rows.slice(1, 4).map((row) => row.split(',unsure,')[0])).toEqual(['a', "'=1+1", '"b, c"']);
    expect(readFileSync(join(folder, 'table.csv'), 'utf8')).toBe(piped.stdout);
    expect(kept.stdout).toContain('verdict');
  });
});

describe('sweep --out', () => {
  const args = ['--vary', 'web.count=1..3', '--vary', 'server.workers=2,4', '--out', 'out'];
  const file = (folder: string) => join(folder, 'out', 'results.ndjson');

  it('goes on from what is there, whatever is missing, and writes the same bytes', async () => {
    const folder = newFolder();
    const { stdout: table } = await sweep(args, SHORT, folder);
    const whole = readFileSync(file(folder), 'utf8');
    const [a, b, c, d] = whole.split('\n') as [string, string, string, string];
    for (const piece of [
      '',
      `${a}\n`,
      `${d}\n${b}\n`,
      `${a}\n${c}\n${b.slice(0, 100)}`,
      `${whole.slice(0, -1)}`,
      whole,
    ]) {
      writeFileSync(file(folder), piece);
      const again = await sweep(args, SHORT, folder);
      expect(again).toMatchObject({ code: 0, stdout: table });
      expect(readFileSync(file(folder), 'utf8')).toBe(whole);
    }
  });

  it.each<[reason: string, more: string[], text?: string]>([
    ['in cell 1 server.timeout was 30s and is 20s', ['--set', 'server.timeout=20s']],
    ['traffic.rate was 60/s and is 50/s', [], SHORT.replace('60/s', '50/s')],
    ['begun with 6 cells, these are 12', ['--vary', 'traffic.rate=50/s,60/s']],
    ['in cell 1 run.seed', ['--seed', '7']],
  ])('refuses a sweep that is another one: %s', async (reason, more, text = SHORT) => {
    const folder = newFolder();
    await sweep(args, SHORT, folder);
    const before = readFileSync(file(folder), 'utf8');
    const { code, stdout, stderr } = await sweep([...args, ...more], text, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(reason);
    expect(stderr).toContain('hint: choose another --out folder');
    expect(readFileSync(file(folder), 'utf8')).toBe(before);
  });

  it('refuses a trace that has changed, results of run, and what is no result at all', async () => {
    const folder = newFolder();
    const trace = (rows: string) => writeFileSync(join(folder, 't.csv'), `arrival_s,cpu_ms\n${rows}`);
    const stdin = SCENARIO.replace('{rate: 60/s}', '{replay: t.csv}');
    const short = ['--vary', 'web.count=1..2', '--out', 'out'];
    trace('0,5\n1,6\n');
    await dynosim(['sweep', '-', ...short], { stdin, folder });
    trace('0,5\n1,7\n');
    expect((await dynosim(['sweep', '-', ...short], { stdin, folder })).stderr).toContain('has changed');
    trace('0,5\n1,6\n');
    expect((await dynosim(['sweep', '-', ...short], { stdin, folder })).code).toBe(0);
    writeFileSync(file(folder), 'hello\n');
    expect((await sweep(args, SHORT, folder)).stderr).toContain('something else than results');
    writeFileSync(file(folder), '');
    await dynosim(['run', '-', '--out', 'out'], { stdin: SHORT, folder });
    expect((await sweep(args, SHORT, folder)).stderr).toContain('results of something else than a sweep');
  });

  it('Ctrl-C keeps whole cells, says how to go on and ends with 130', async () => {
    const folder = newFolder();
    const long = ['--vary', 'run.duration=10s,10000000s', '--out', 'out'];
    const interrupt = (child: ChildProcess): void => {
      const timer = setInterval(() => {
        if (!existsSync(file(folder)) || readFileSync(file(folder), 'utf8') === '') return;
        clearInterval(timer);
        child.kill('SIGINT');
      }, 50);
    };
    const { code, stdout, stderr } = await dynosim(['sweep', '-', ...long], {
      stdin: SHORT,
      folder,
      during: interrupt,
    });
    expect(code).toBe(130);
    expect(stdout).toContain('verdict');
    expect(stderr).toContain(
      '1 of 2 cells are done and kept in out/results.ndjson. The same command goes on from there.',
    );
    expect(lines(readFileSync(file(folder), 'utf8'))).toHaveLength(1);
  });
});

describe('sweeps that make no sense', () => {
  const two = ['--vary', 'web.count=1,2'];

  it.concurrent.each<[complaint: string, args: string[]]>([
    ['Say what varies: --vary web.count=1..6', []],
    ['--vary web.count=5..1: 5..1 is empty', ['--vary', 'web.count=5..1']],
    ['unknown key "cuont" (and 1 more value)\n       hint: did you mean count?', ['--vary', 'web.cuont=1,2']],
    [
      '--vary wed.count=1: wed: unknown key "wed" (and 1 more value)\n       hint: did you mean web?',
      ['--vary', 'wed.count=1,2'],
    ],
    ['--vary web.count=0: web.count: must be at least 1', ['--vary', 'web.count=0..2']],
    [
      '--vary web={dyno: eco2}: web.dyno: there is no dyno type "eco2"\n       hint: did you mean eco?',
      ['--vary', 'web={dyno: eco2},{dyno: eco}'],
    ],
    ['--vary web.count: web.count is varied as well', [...two, '--vary', 'web.count=3']],
    ['--vary web.count: web is varied as well', [...two, '--vary', 'web={cores: 1},{cores: 2}']],
    ['--zip takes the first value of each', ['--zip', ...two, '--vary', 'server.workers=1..3']],
    [
      '100 x 100 values make 10000 cells, at most 5000',
      ['--vary', 'web.count=1..100', '--vary', 'server.workers=1..100'],
    ],
    ['--json and --csv - both write', ['--json', '--csv', '-', ...two]],
    ['--csv no/such/table.csv', ['--csv', 'no/such/table.csv', ...two]],
    ['--csv .: is a directory', ['--csv', '.', ...two]],
    ['a part of the path is a file', ['--out', 'file', ...two]],
    ['expected a path and values', ['--vary', 'web.count']],
  ])('%s', async (complaint, args) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    const { code, stdout, stderr } = await sweep(args, SHORT, folder);
    expect(stderr).toContain(complaint);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/^ +at |internal error/m);
  });

  it('tells the mistakes of all cells at once, each once and where it is, before anything is written', async () => {
    const folder = newFolder();
    const stdin = SHORT.replace('run: {', 'run: {window: [1s, 15s], ').replace('60/s', '60');
    const args = ['--vary', 'run.duration=10s,20s', '--vary', 'web.count=0,1', '--out', 'out'];
    const { code, stderr } = await sweep(args, stdin, folder);
    expect(code).toBe(2);
    expect(stderr.match(/a rate needs a unit/g)).toHaveLength(1);
    expect(stderr.match(/must be at least 1/g)).toHaveLength(1);
    expect(existsSync(join(folder, 'out'))).toBe(false);
    const { stderr: some } = await sweep(
      ['--vary', 'run.duration=10s,12s,20s'],
      SHORT.replace('run: {', 'run: {window: [1s, 15s], '),
    );
    expect(some).toContain('ends after the run, which ends at 10s (with run.duration=10s)');
    expect(some).toContain('(with run.duration=12s)');
  });
});
