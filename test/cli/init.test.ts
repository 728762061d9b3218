import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dynosim, inShell, newFolder } from './program.ts';

const QUICK = ['--precision', '50%', '--json'];

async function init(args: readonly string[], stdin = '', folder = newFolder()) {
  const ended = await dynosim(['init', ...args], { stdin, folder });
  const file = join(folder, 'scenario.yaml');
  return { ...ended, folder, text: existsSync(file) ? readFileSync(file, 'utf8') : undefined };
}

describe('init --yes', () => {
  it('writes a commented scenario that run accepts as it is', async () => {
    const { code, stdout, stderr, text, folder } = await init(['--yes']);
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: 'wrote scenario.yaml; next: dynosim run scenario.yaml\n',
      stderr: '',
    });
    expect(text!.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const run = await dynosim(['run', 'scenario.yaml', ...QUICK], { folder });
    expect(run.code, run.stderr).toBe(0);
  });

  it('takes a flag for every answer', async () => {
    const flags = '--dyno Performance-M --count 3 --server unicorn --buildpack ruby --workers 7 --rate 90/min';
    const more = ['--response', '1s', '--cpu', '25%', '--slo', 'p99 < 3s, errors < 1%'];
    const { text } = await init([...flags.split(' '), ...more]);
    expect(parse(text!)).toMatchObject({
      web: { dyno: 'Performance-M', count: 3 },
      app: { buildpack: 'ruby' },
      server: { name: 'unicorn', workers: 7 },
      requests: [
        {
          phases: [{ cpu: { lognormal: { mean: '250ms', cv: 1 } } }, { wait: { lognormal: { mean: '750ms', cv: 1 } } }],
        },
      ],
      traffic: { rate: '90/min' },
      slo: ['p99 < 3s', 'errors < 1%'],
    });
  });

  it('offers in its comments only what run accepts, too', async () => {
    const { text, folder } = await init(['--yes']);
    const more = text!.replace(/^ {2}# (- name: export| {2}\S.*)$/gm, '  $1').replace(/^# (cpu: .*)$/m, '$1');
    expect(parse(more)).toMatchObject({ cpu: { 'measured-on': 'standard-1x' }, requests: [{}, { name: 'export' }] });
    writeFileSync(join(folder, 'more.yaml'), more.replace(/^traffic: .*\n# (traffic: .*)$/m, '$1'));
    const { code, stderr } = await dynosim(['run', 'more.yaml', ...QUICK], { folder });
    expect(code, stderr).toBe(0);
  });

  it('leaves a phase out that takes no time', async () => {
    expect(parse((await init(['--yes', '--cpu', '100%'])).text!).requests[0].phases).toHaveLength(1);
  });

  it('never writes over a file, but with --force', async () => {
    const { folder } = await init(['--yes']);
    const again = await init(['--yes', '--count', '5'], '', folder);
    expect(again).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'scenario.yaml exists already; --force writes over it\n',
    });
    expect(again.text).toContain('count: 2');
    expect((await init(['--yes', '--count', '5', '--force'], '', folder)).text).toContain('count: 5');
  });

  it('tells every wrong flag at once and writes nothing', async () => {
    const { code, stderr, text } = await init([
      '--dyno',
      'standard2x',
      '--rate',
      '5',
      '--cpu',
      '140%',
      '--workers',
      'x\ny',
    ]);
    expect(code).toBe(2);
    expect(stderr.trimEnd().split('\n')).toEqual([
      '--dyno standard2x: there is no dyno type "standard2x"; did you mean standard-2x?',
      expect.stringContaining('--workers x'),
      '--rate 5: a rate needs a unit (/s, /min, /h): write 5/s, for instance',
      '--cpu 140%: expected 0% to 100%',
    ]);
    expect(text).toBeUndefined();
  });

  it('proposes what the Procfile says, and says so', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'Procfile'), 'web: gunicorn app:app -w 6 --timeout 20 -c conf.py\n');
    const { stderr, text } = await init(['--yes'], '', folder);
    expect(stderr).toBe('Procfile: server gunicorn, workers 6, timeout 20s; not taken: -c.\n');
    expect(parse(text!).server).toEqual({ name: 'gunicorn', workers: 6, timeout: '20s' });
    const other = await dynosim(['init', '-', '--yes', '--server', 'unicorn'], { folder });
    expect(parse(other.stdout).server).toEqual({ name: 'unicorn', workers: 'default' });
  });
});

describe('init asks', () => {
  it('a question a line of standard input; an empty line takes the proposal', async () => {
    const { code, stderr, text } = await init(['--rate', '7/s'], '\n3\n\n5\n\n\n\n');
    expect(code).toBe(0);
    expect(stderr).toContain('How many of them [2]: ');
    expect(stderr).not.toContain('busiest');
    expect(parse(text!)).toMatchObject({ web: { count: 3 }, server: { workers: 5 }, traffic: { rate: '7/s' } });
  });

  it('and writes nothing after a wrong answer, or when the answers end', async () => {
    const wrong = await init([], '\nmany\n');
    expect(wrong).toMatchObject({ code: 2, stdout: '', text: undefined });
    expect(wrong.stderr).toContain('How many of them: many: expected a number, got "many"');
    const ended = await init([], '\n');
    expect(ended).toMatchObject({ code: 2, stdout: '', text: undefined });
    expect(ended.stderr).toContain('--yes takes the proposals');
  });

  it.runIf(existsSync('/usr/bin/script'))('again on a terminal, and stops at Ctrl-C', () => {
    const folder = newFolder();
    const typed = (keys: string) =>
      inShell(`(sleep 1; printf '${keys}'; sleep 1) | timeout 20 script -qec 'dynosim init' /dev/null`, folder);
    const stopped = typed('\\r\\003');
    expect(stopped.stdout).toContain('interrupted: nothing was written');
    expect(existsSync(join(folder, 'scenario.yaml'))).toBe(false);
    const done = typed('nonsense\\rstandard-1x\\r\\r\\r\\r\\r\\r\\r\\r');
    expect(done.stdout).toContain('nonsense: there is no dyno type "nonsense"');
    expect(parse(readFileSync(join(folder, 'scenario.yaml'), 'utf8')).web).toEqual({ dyno: 'standard-1x', count: 2 });
  });
});

describe('init --example', () => {
  it('copies a story with its scenario', async () => {
    const { code, stdout, folder } = await init(['--example', 'twenty-users']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote the example; begin with twenty-users/README.md\n' });
    const run = await dynosim(['run', 'twenty-users/scenario.yaml', ...QUICK], { folder });
    expect(run.code).toBe(0);
    expect((await init(['--example', 'twenty-users'], '', folder)).stderr).toContain('exists already');
    expect((await init(['--example', 'storefront', 'x.yaml'], '', folder)).code).toBe(2);
    const unknown = await init(['--example', 'nothing']);
    expect(unknown).toMatchObject({ code: 2 });
    expect(unknown.stderr).toContain('storefront');
  });

  it('says where it may not write', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'x.yaml'));
    expect((await init(['--yes', '--force', 'x.yaml'], '', folder)).stderr).toBe(
      'x.yaml cannot be written: it is a folder, expected a file\n',
    );
  });
});
