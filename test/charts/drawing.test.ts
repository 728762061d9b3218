import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from '../cli/program.ts';
import { resultAt, sweep } from './results.ts';

const MEASURED = 'percentile,latency_ms\np50,131\np75,220\np95,402\np99,590\n';
const HOSTILE = `<script>alert(1)</script>\u202eabc\u0000"'&amp;<img src=x onerror=alert(2)>\n{{y}} ${'W'.repeat(500)}`;

/** Draws results of the formula with the real program, and gives the files that it made. */
async function drawn(name: string, lines: readonly unknown[], endings: readonly string[], measured?: string) {
  const folder = newFolder();
  writeFileSync(join(folder, 'results.ndjson'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  if (measured !== undefined) writeFileSync(join(folder, 'measured.csv'), measured);
  const outputs = endings.flatMap((ending) => ['-o', `x${ending}`]);
  const more = measured === undefined ? [] : ['--measured', 'measured.csv'];
  const ended = await dynosim(['chart', 'results.ndjson', '--name', name, ...outputs, ...more], { folder });
  expect(ended).toMatchObject({ code: 0, stderr: '' });
  return endings.map((ending) => readFileSync(join(folder, `x${ending}`)));
}

const CHARTS = [
  {
    name: 'latency-by-load',
    lines: sweep(),
    measured: undefined,
    png: 'fd020d70b995da7b0143bf39c4b7adf65fb6233a898cf2488c414cbc165c41f2',
  },
  {
    name: 'percentiles',
    lines: [resultAt(40), resultAt(40, { count: 3 })],
    measured: undefined,
    png: 'ef35ab0297f5dc68b50d532afd6c23176cda5547c502f8d3e2959e5c471a4eb1',
  },
  {
    name: 'predicted-against-measured',
    lines: [resultAt(50)],
    measured: MEASURED,
    png: '974caeb12197efab2c3449cb7ae5a90a7935a74e1da52edc15bb108a2ae75bfe',
  },
] as const;

describe.each(CHARTS)('the picture of $name', ({ name, lines, measured, png }) => {
  it('is the same to the byte on every machine, as SVG and as PNG', async () => {
    const [first, again] = await Promise.all([
      drawn(name, lines, ['.svg', '.png'], measured),
      drawn(name, lines, ['.png', '.svg'], measured),
    ]);
    expect(again[1]!.equals(first[0]!)).toBe(true);
    await expect(`${first[0]}\n`).toMatchFileSnapshot(`./snapshots/${name}.svg`);
    expect(createHash('sha256').update(first[1]!).digest('hex')).toBe(png);
  });
});

it('a page has no script but its own, loads nothing, and says every figure in words', async () => {
  const [page] = await drawn('latency-by-load', sweep(), ['.html']);
  const html = page!.toString();
  const [, script] = /<script>([\s\S]*?)<\/script>/.exec(html)!;
  const hash = createHash('sha256').update(script!).digest('base64');
  expect(html).toContain(`script-src 'sha256-${hash}'`);
  expect(html).toMatch(/content="default-src 'none'; font-src data:; style-src 'sha256-[^']+'; script-src/);
  expect(html).not.toMatch(/unsafe-|<link|<img|<iframe|<object|url\((?!data:)/);
  expect(html.match(/https?:\/\/[^"' <]*/g)!.every((url) => url.startsWith('http://www.w3.org/'))).toBe(true);
  expect(html).toContain('<li>p95 at 40/s: 300 ms (284 ms to 317 ms)</li>');
  expect(html).toContain('<li>saturated at 85/s</li>');
});

it('a hostile name is a text, and a short one', async () => {
  const [svg, html, spec] = await drawn(
    'percentiles',
    [resultAt(40, { name: HOSTILE, slo: [HOSTILE] }), resultAt(20, { name: 'b' })],
    ['.svg', '.html', '.vl.json'],
  );
  for (const text of [svg!.toString(), html!.toString()]) {
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text.match(/<script/g)?.length ?? 0).toBe(text.startsWith('<!doctype') ? 1 : 0);
    expect(text).not.toMatch(/<img|onerror=alert\(2\)>|WWWWWWWW/);
    expect(text).not.toContain('\u202e');
    expect(text).not.toContain('\u0000');
  }
  expect(JSON.stringify(JSON.parse(spec!.toString()))).not.toContain('WWWWWWWW');
});
