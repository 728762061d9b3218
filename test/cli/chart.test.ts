import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resultAt, sweep } from '../charts/results.ts';
import { dynosim, newFolder } from './program.ts';
import { SCENARIO, SHORT } from './scenario-text.ts';

const NDJSON = sweep()
  .map((line) => JSON.stringify(line))
  .join('\n');

const chart = (args: readonly string[], stdin = NDJSON, folder = newFolder()) =>
  dynosim(['chart', '-', ...args], { stdin, folder });

describe('chart', () => {
  it('runs a scenario at many loads first, the load of today among them', async () => {
    const folder = newFolder();
    const args = [
      '--name',
      'latency-by-load',
      '-o',
      'x.vl.json',
      '--precision',
      '50%',
      '--set',
      'run.max-requests=20000',
    ];
    const { code, stdout } = await chart(args, SCENARIO, folder);
    expect(code).toBe(0);
    expect(stdout).toContain('  x.vl.json\n');
    const text = readFileSync(join(folder, 'x.vl.json'), 'utf8');
    expect(text).toContain('today 60/s');
    const loads = new Set([...text.matchAll(/"load": ([\d.]+)/g)].map(([, load]) => Number(load)));
    expect(loads.size).toBeGreaterThan(10);
    expect(loads.has(60)).toBe(true);
    expect(text).toContain('saturated at ');
  });

  it('draws one scenario as it stands where that is enough, and tells what it made as JSON', async () => {
    const { code, stdout, stderr } = await chart(
      ['--name', 'percentiles', '-o', 'a.svg', '-o', 'b.html', '--json'],
      SHORT,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const said = JSON.parse(stdout);
    expect(said).toMatchObject({ chart: 'percentiles', files: ['a.svg', 'b.html'] });
    expect(said.title).toMatch(/^One request in a hundred takes/);
  });

  it("marks today's load where results do not say it", async () => {
    const folder = newFolder();
    await chart(['--name', 'latency-by-load', '-o', 'x.svg', '--today', '2400/min'], NDJSON, folder);
    expect(readFileSync(join(folder, 'x.svg'), 'utf8')).toContain('today 40/s');
  });
});

describe('chart --measured reads', () => {
  const compare = async (file: string, text: string) => {
    const folder = newFolder();
    writeFileSync(join(folder, file), text);
    const args = ['--name', 'predicted-against-measured', '-o', 'x.svg', '--measured', file];
    return await chart(args, JSON.stringify(resultAt(50)), folder);
  };

  it.each([
    { file: 'a.csv', text: 'percentile,latency_ms\n95,402\n50,130\n99.9,2000\n' },
    { file: 'b.json', text: '{"name": "prod", "latencyMs": {"p50": 130, "p95": 402, "mean": 150}}' },
    {
      file: 'c.csv',
      text: `time,latency_ms\n${Array.from({ length: 2000 }, (_, i) => `${i},${((i + 1) * 402) / 1900}`).join('\n')}\n`,
    },
  ])('$file', async ({ file, text }) => {
    const { code, stdout } = await compare(file, text);
    expect(code).toBe(0);
    expect(stdout).toContain('Predicted p95 is 400 ms, measured 402 ms: −0.5 %');
  });

  it.each([
    { file: 'a.csv', text: 'latency\n12\n', said: 'no column is called latency_ms' },
    { file: 'a.csv', text: 'latency_ms\n12\nfast\n', said: 'a.csv:3: expected milliseconds, 0 or more, got "fast"' },
    { file: 'a.csv', text: 'percentile,latency_ms\nP,12\n', said: 'expected a percentile such as p95 or 99.9' },
    {
      file: 'a.csv',
      text: 'percentile,latency_ms\np50,12\np95,9\n',
      said: 'percentiles must rise, got p50 12 ms and p95 9 ms',
    },
    { file: 'a.json', text: '{"p50": 1}', said: 'latencyMs: expected response times by percentile' },
    { file: 'a.json', text: '{"latencyMs": {"p50": "1ms"}}', said: 'latencyMs.p50: expected milliseconds as a number' },
    { file: 'a.json', text: '{', said: 'is not a JSON document' },
    { file: 'a.json', text: 'null', said: 'latencyMs: expected' },
  ])('and refuses $text', async ({ file, text, said }) => {
    const { code, stderr } = await compare(file, text);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('chart refuses, and writes nothing,', () => {
  const CLIENTS = SCENARIO.replace(/traffic:.*/, 'traffic: { clients: 5 }');
  const LOAD = ['--name', 'latency-by-load', '-o', 'x.svg'];

  it.each([
    { args: ['-o', 'x.svg', '--name', 'percentile'], said: 'did you mean percentiles?' },
    { args: ['-o', 'x.svg', '--name', '<b>'], said: 'there are latency-by-load, memory, percentiles' },
    {
      args: ['--name', 'percentiles', '-o', 'x.jpg'],
      said: 'expected a name that ends with .svg, .png, .html, .vl.json',
    },
    { args: ['--name', 'percentiles'], said: "required option '-o, --output <file>'" },
    { args: [...LOAD, '--set', 'web.count=3'], said: 'changes a scenario, and only results were given' },
    { args: [...LOAD, '--today', '40'], said: 'expected a rate such as 60/s' },
    { args: [...LOAD, '--measured', 'm.csv'], said: 'm.csv: no such file' },
    { args: ['--name', 'predicted-against-measured', '-o', 'x.svg'], said: 'is drawn from one result, got 11' },
    { args: LOAD, stdin: `${NDJSON}\n{"dynosim": "0.`, said: '<stdin>:12: is not a result of dynosim, or was cut off' },
    {
      args: LOAD,
      stdin: NDJSON.replace('"ok"', '"fine"'),
      said: '<stdin>:1: verdict is not as dynosim 0.1.0 writes it',
    },
    { args: LOAD, stdin: NDJSON.replace(/"p95":\{"value":[\d.]+/, '"p95":{"value":"9"'), said: 'latencyMs is not as' },
    { args: LOAD, stdin: CLIENTS, said: 'varies traffic.rate, and this traffic has none' },
    { args: LOAD, stdin: 'version: 1\nweb: 3\n', said: '<stdin>:2:6 web' },
    { args: ['--name', 'percentiles', '-o', 'no/such/x.svg'], said: 'there is no such folder' },
  ])('$args: $said', async ({ args, stdin = NDJSON, said }) => {
    const folder = newFolder();
    const { code, stdout, stderr } = await chart(args, stdin, folder);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
    expect(existsSync(join(folder, 'x.svg'))).toBe(false);
  });
});

it('catalogue charts lists every chart, for people and as JSON', async () => {
  const [text, json] = await Promise.all([
    dynosim(['catalogue', 'charts']),
    dynosim(['catalogue', 'charts', '--json']),
  ]);
  const names = JSON.parse(json.stdout).map(({ name }: { name: string }) => name);
  expect(names).toEqual(['latency-by-load', 'memory', 'percentiles', 'predicted-against-measured']);
  for (const name of names) expect(text.stdout).toContain(`${name}\n`);
  expect(text.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
});
