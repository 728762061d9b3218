import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from './program.ts';
import { SCENARIO, SHORT } from './scenario-text.ts';

const run = (args: readonly string[], stdin = SHORT) => dynosim(['run', '-', ...args], { stdin });
const json = async (args: readonly string[], stdin = SHORT) =>
  JSON.parse((await run(['--json', ...args], stdin)).stdout);

describe('run --json', () => {
  it('prints one document on standard output and nothing else', async () => {
    const { code, stdout, stderr } = await run(['--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ dynosim: '0.1.0', horizon: 'terminating', replications: 4, simulatedSeconds: 20 });
    expect(result.scenario).toMatchObject({ web: { cores: 4, count: 2, speed: 1 }, router: { generation: 'legacy' } });
    expect(result.latencyMs.p95).toEqual({
      value: expect.any(Number),
      low: expect.any(Number),
      high: expect.any(Number),
    });
    const { arrived, completed, failed, inFlight } = result.requests;
    expect(completed + failed + inFlight).toBeCloseTo(arrived, 3);
  });

  it('gives the same bytes for the same seed on 1 and on 2 threads, and others for another seed', async () => {
    const args = ['--json', '--precision', '10%'];
    const [one, two, other] = await Promise.all([
      run([...args, '--threads', '1'], SCENARIO),
      run([...args, '--threads', '2'], SCENARIO),
      run([...args, '--threads', '2', '--seed', '7'], SCENARIO),
    ]);
    expect(one.stdout).toBe(two.stdout);
    const [a, b] = [JSON.parse(two.stdout), JSON.parse(other.stdout)];
    expect(b.seed).toBe('7');
    expect(b.fingerprint).not.toBe(a.fingerprint);
  });

  it('reads JSON with tabs, and the file of a trace beside the scenario', async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, 't.csv'),
      '\ufeff"arrival_s",cpu_ms,note\r\n0.5,10,"a, b"\r\n0.6,"20","two\r\nlines"\r\n\r\n1,5,\r\n',
    );
    const scenario = {
      version: 1,
      web: { cores: 1 },
      server: { name: 'gunicorn', overhead: '0s' },
      requests: [{ name: 'page', phases: [{ cpu: '1s' }] }],
      traffic: { replay: 't.csv' },
    };
    writeFileSync(join(folder, 's.json'), JSON.stringify(scenario, null, '\t'));
    const { stdout } = await dynosim(['run', join(folder, 's.json'), '--json']);
    const { requests, latencyMs } = JSON.parse(stdout);
    expect(requests).toEqual({ arrived: 3, completed: 3, failed: 0, inFlight: 0 });
    expect(latencyMs.mean.value).toBeCloseTo((10 + 20 + 5) / 3, 3);
  });
});

describe('run --set', () => {
  it('changes values, makes sections, appends to lists and takes values away', async () => {
    const { scenario } = await json([
      ...['--set', 'web.count=3'],
      ...['--set', 'requests[0].phases[1].wait=5ms'],
      ...['--set', 'requests[0].phases[2]={cpu: 1ms}'],
      ...['--set', 'router.generation=none'],
      ...['--set', 'slo=null'],
      ...['--replications', '2'],
    ]);
    expect(scenario).toMatchObject({
      web: { count: 3 },
      requests: [{ phases: [{ cpu: '5ms' }, { wait: '5ms' }, { cpu: '1ms' }] }],
      router: { generation: 'none' },
      run: { replications: 2 },
    });
    expect(scenario.slo).toBeUndefined();
  });

  it('says what a value that was taken out has become', async () => {
    const { notes, scenario } = await json(['--set', 'web.count=']);
    expect(scenario.web.count).toBe(1);
    expect(notes).toContain('--set web.count= gives no value: 1, the default, was used');
  });
});

describe('run --out', () => {
  it('appends every result as one line, after a line that was cut off too', async () => {
    const folder = join(newFolder(), 'new', 'deep');
    const first = await run(['--json', '--out', folder]);
    const file = join(folder, 'results.ndjson');
    expect(readFileSync(file, 'utf8')).toBe(first.stdout);
    writeFileSync(file, `${first.stdout}{"dynosim":"0.`);
    const second = await run(['--json', '--out', folder]);
    expect(readFileSync(file, 'utf8')).toBe(`${first.stdout}{"dynosim":"0.\n${second.stdout}`);
  });

  it('tells at once that a folder cannot be written', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const { code, stderr, stdout } = await run(['--out', join(file, 'in')]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('cannot be written');
  });
});

describe('run --check', () => {
  const UNSURE = ['--precision', '20%'];

  it.each([
    { args: [], slo: 'p95 < 1ms', code: 0 },
    { args: ['--check'], slo: 'p95 < 1ms', code: 3 },
    { args: ['--check', '--strict'], slo: 'p95 < 10s', code: 0 },
    { args: ['--check'], slo: 'errors < 1%, p95 < 1ms', code: 3 },
  ])('with $slo and $args ends with $code', async ({ args, slo, code }) => {
    expect((await run([...args, '--set', `slo=[${slo}]`])).code).toBe(code);
  });

  it('takes an undecided objective for missed only with --strict', async () => {
    const { latencyMs } = await json(UNSURE, SCENARIO);
    const slo = ['--set', `slo=[p95 < ${latencyMs.p95.value}ms]`];
    expect((await run(['--check', ...UNSURE, ...slo], SCENARIO)).code).toBe(0);
    expect((await run(['--check', '--strict', ...UNSURE, ...slo], SCENARIO)).code).toBe(3);
  });

  it('fails for a saturated app, objective or not', async () => {
    const saturated = SCENARIO.replace('60/s', '100/s').replace(/slo.*\n/, '');
    const { code, stderr } = await run(['--check'], saturated);
    expect(code).toBe(3);
    expect(stderr).not.toContain('nothing to check');
  });

  it('has no objective to check and says so', async () => {
    const { code, stderr } = await run(['--check', '--set', 'slo=null']);
    expect(code).toBe(0);
    expect(stderr).toContain('nothing to check');
  });
});

describe('run for a person', () => {
  it('says the verdict, the figures and the assumptions in 80 columns on one screen', async () => {
    const { stdout, stderr } = await run(['--set', 'slo=[p95 < 10s]']);
    expect(stderr).toBe('');
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('demo: 2 dynos, gunicorn with 4 workers each');
    expect(lines[2]).toMatch(/^holds: p95 \d+ ms \(\d+ to \d+\) under 10 s$/);
    expect(stdout).toMatch(/Limit: workers give out at [\d.]+\/s, on average [\d.]+\/s: headroom [\d.]+ %/);
    expect(stdout).toContain('web.speed = 1');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.length).toBeLessThan(45);
  });

  it('says of a saturated system how fast it sinks, and no response time', async () => {
    const { stdout } = await run([], SCENARIO.replace('60/s', '100/s'));
    expect(stdout).toMatch(
      /saturated: 100\/s arrive, 79\.\d\/s can be served; the queue grows by 2\d\.\d requests\s+every second/,
    );
    expect(stdout).not.toMatch(/p95|p50|slowest/);
  });

  it('prints every warning from the result', async () => {
    const busy = SHORT.replace('{cores: 4, count: 2}', '{dyno: standard-1x}')
      .replace('60/s', '100/s')
      .replace('95ms', '5ms');
    const [{ stdout }, { notes }] = await Promise.all([run([], busy), json([], busy)]);
    expect(notes).toContainEqual(
      expect.stringMatching(
        /^of \d+ % busy CPU only 25 % is guaranteed on Standard-1X: busy neighbours make it slower/,
      ),
    );
    const printed = stdout.replaceAll('\n  ', ' ');
    expect(notes.filter((note: string) => !printed.includes(`Note: ${note}`))).toEqual([]);
  });

  it('colours only where it is asked to', async () => {
    const args = ['run', '-'];
    const plain = await dynosim(args, { stdin: SHORT, env: { NO_COLOR: '1' } });
    const piped = await dynosim(args, { stdin: SHORT });
    const forced = await dynosim(args, { stdin: SHORT, env: { FORCE_COLOR: '1', NO_COLOR: '' } });
    expect(plain.stdout).toBe(piped.stdout);
    expect(plain.stdout).not.toContain('\u001b');
    expect(forced.stdout).toContain('\u001b[1m');
  });

  it('lets no name steer the terminal', async () => {
    const name = '"\\e]0;title\\a\\e[2J\\u202e\\u200bx"';
    const { stdout } = await run([], SHORT.replace('demo', name));
    expect(stdout).toMatch(/^␛\]0;title␇␛\[2J\ufffd\ufffdx: 2 dynos/);
  });
});

it('--help, --version and schema need no scenario', async () => {
  const [help, version, schema] = await Promise.all([dynosim(['--help']), dynosim(['--version']), dynosim(['schema'])]);
  expect(help.code).toBe(0);
  expect(help.stdout).toContain('run [options] <scenario>');
  expect(version.stdout).toBe('0.1.0\n');
  const document = JSON.parse(schema.stdout);
  expect(document).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', additionalProperties: false });
  // A mixture of mixtures has an end: it refers to itself.
  const { component } = document.definitions;
  expect(component.properties.mixture.anyOf?.[0] ?? component.properties.mixture).toBeDefined();
  expect(JSON.stringify(component)).toContain('"#/definitions/component"');
  expect(existsSync('results.ndjson')).toBe(false);
});
