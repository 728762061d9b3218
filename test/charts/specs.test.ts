import { readdirSync, readFileSync } from 'node:fs';
import { type ChartInput, charts } from '@dynosim/charts';
import { expect, it } from 'vitest';
import { remembering, resultAt, sawTooth, sweep } from './results.ts';

const MEASURED = {
  name: 'production, 12 Nov',
  requests: 44_780,
  percentiles: [
    { share: 0.5, ms: 131 },
    { share: 0.75, ms: 220 },
    { share: 0.95, ms: 402 },
    { share: 0.99, ms: 590 },
  ],
};

const HOSTILE = `<script>alert(1)</script>\u202eabc\u0000"'\`\${x}\n{{y}} datum.x ${'W'.repeat(500)}`;

interface Case {
  readonly chart: string;
  readonly what: string;
  readonly input: ChartInput;
  readonly title: string;
}

/** Every kind of picture that there is, and the finding that its title has to state. */
const CASES: readonly Case[] = [
  {
    chart: 'latency-by-load',
    what: 'sweep',
    input: { results: sweep(), today: 40 },
    title: 'p95 stays under 500 ms up to 54 requests per second',
  },
  {
    chart: 'latency-by-load',
    what: 'designs',
    input: { results: [1, 2, 3].flatMap((count) => sweep({ count })) },
    title: 'web.count 3 holds p95 < 500 ms furthest: up to 81/s',
  },
  {
    chart: 'latency-by-load',
    what: 'one-point',
    input: { results: [resultAt(40)] },
    title: 'p95 < 500 ms holds at 40/s',
  },
  {
    chart: 'latency-by-load',
    what: 'too-slow',
    input: { results: sweep({ slo: ['p95 < 100ms'] }) },
    title: 'p95 is over 100 ms even at 10/s, the smallest load shown',
  },
  {
    chart: 'latency-by-load',
    what: 'fast-enough',
    input: { results: sweep().slice(0, 4) },
    title: 'p95 stays under 500 ms at every load shown, up to 40/s',
  },
  {
    chart: 'latency-by-load',
    what: 'no-objective',
    input: { results: sweep({ slo: [] }) },
    title: 'p95 is 171 ms at 10/s and 2.4 s at 75/s',
  },
  { chart: 'latency-by-load', what: 'saturated', input: { results: [resultAt(90)] }, title: 'Saturated at 90/s' },
  {
    chart: 'latency-by-load',
    what: 'failed',
    input: { results: sweep({ failed: 1 }).slice(0, 3) },
    title: 'No request succeeds at any load shown',
  },
  { chart: 'latency-by-load', what: 'nothing', input: { results: [] }, title: 'No load to draw' },
  {
    chart: 'memory',
    what: 'saw-tooth',
    input: { results: [remembering(sawTooth(10, 180))] },
    title: 'R14 after 40 min, R15 and a restart after 2.1 h, again every 2.1 h',
  },
  {
    chart: 'memory',
    what: 'swapping',
    input: { results: [remembering([300, 400, 500, 600, 700])] },
    title: 'R14 after 6.7 min: up to 700 MB of 512 MB',
  },
  {
    chart: 'memory',
    what: 'steady',
    input: { results: [remembering([300, 310, 305, 300])] },
    title: 'Stays below 61 % of 512 MB',
  },
  {
    chart: 'memory',
    what: 'elsewhere',
    input: { results: [remembering([300, 310], { peak: 530 })] },
    title: 'Up to 530 MB of 512 MB, between two looks of the platform',
  },
  {
    chart: 'memory',
    what: 'one-point',
    input: { results: [remembering([600])] },
    title: 'R14 from the start: up to 600 MB of 512 MB',
  },
  {
    chart: 'memory',
    what: 'kernel',
    input: { results: [remembering([300, 500, 400, 510], { kernel: true })] },
    title: 'The kernel kills workers: they need more than 512 MB',
  },
  { chart: 'memory', what: 'nothing', input: { results: [resultAt(40)] }, title: 'No memory to draw' },
  {
    chart: 'percentiles',
    what: 'one',
    input: { results: [resultAt(40)] },
    title: 'One request in a hundred takes 480 ms or longer',
  },
  {
    chart: 'percentiles',
    what: 'many',
    input: { results: [resultAt(40), resultAt(40, { count: 3 }), resultAt(90), resultAt(20, { failed: 1 })] },
    title: 'web.count 3, traffic.rate 40/s has the shortest tail: p99 360 ms',
  },
  {
    chart: 'percentiles',
    what: 'failed',
    input: { results: [resultAt(40, { failed: 1 })] },
    title: 'No request succeeds',
  },
  {
    chart: 'predicted-against-measured',
    what: 'measured',
    input: { results: [resultAt(50)], measured: [MEASURED] },
    title: 'Predicted p95 is 400 ms, measured 402 ms: −0.5 %',
  },
  {
    chart: 'predicted-against-measured',
    what: 'saturated',
    input: { results: [resultAt(90)], measured: [MEASURED] },
    title: 'Nothing to compare',
  },
  {
    chart: 'latency-by-load',
    what: 'hostile',
    input: { results: sweep({ name: HOSTILE, replications: 1 }) },
    title: 'p95 stays under 500 ms up to 55 requests per second',
  },
];

it.each(CASES)('$chart of $what says what it shows', async ({ chart, what, input, title }) => {
  const spec = charts.find(({ name }) => name === chart)!.draw(input);
  expect((spec.title as { text: string[] }).text.join(' ')).toBe(title);
  const text = `${JSON.stringify(spec, null, 1)}\n`;
  expect(text).not.toMatch(/NaN|Infinity|undefined/);
  expect(text).not.toContain('\u202e');
  await expect(text).toMatchFileSnapshot(`./snapshots/${chart}-${what}.vl.json`);
});

it('every chart is in the catalogue, and has its pictures here', () => {
  const folder = new URL('../../packages/charts/src/', import.meta.url);
  const files = readdirSync(folder).filter((file) => !file.endsWith('.test.ts'));
  const defined = files.filter((file) => / ChartDefinition = \{/.test(readFileSync(new URL(file, folder), 'utf8')));
  const names = charts.map(({ name }) => name).sort();
  expect(defined.map((file) => file.replace('.ts', '')).sort()).toEqual(names);
  expect([...new Set(CASES.map(({ chart }) => chart))].sort()).toEqual(names);
});

it('a saturated load is marked and never a number', () => {
  const spec = charts[0]!.draw({ results: sweep() }) as unknown as { data: { values: { load: number }[] } };
  expect(Math.max(...spec.data.values.map(({ load }) => load))).toBe(75);
  expect(JSON.stringify(spec)).toContain('"said":"saturated at 85/s"');
});

it('says in words why there is nothing to draw', () => {
  const reasons = CASES.filter(({ what }) => ['saturated', 'failed', 'nothing'].includes(what));
  for (const { chart, input } of reasons) {
    const { layer } = charts.find(({ name }) => name === chart)!.draw(input) as unknown as {
      layer: { mark: { text?: string[] } }[];
    };
    expect(layer.at(-1)!.mark.text!.join(' ')).toMatch(
      /saturated|more than the app can serve|fails|no offered load|does not say/,
    );
  }
});
