import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Result } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from '../cli/program.ts';
import { changed } from '../cli/scenario-text.ts';

const STAMP = '2026-02-11T08:15:30.5+00:00';
const GOOD = `${STAMP} heroku[router]: at=info path="/" dyno=web.1 connect=1ms service=20ms status=200\n`;

async function run(traffic: string, name: string, content: string | Uint8Array) {
  const folder = newFolder();
  writeFileSync(join(folder, name), content);
  return dynosim(['run', '-', '--json'], { stdin: changed('rate: 60/s', `${traffic}: ${name}`), folder });
}

describe.each(['replay', 'profile'])('a router log for traffic.%s', (key) => {
  it.concurrent('is read, compressed or not, with other lines, glued frames and a line that is cut off', async () => {
    const others = `${STAMP} app[web.1]: at=info "quote, service=1ms\n    at some/where.js:1\n\n`;
    const glued = `99 <158>1 ${STAMP} host heroku router - at=info connect=0ms service=9ms 99 <158>1 ${STAMP} host heroku router - at=info connect=0ms service=9ms\n`;
    const text = `\ufeff${GOOD}${others}${glued}${GOOD}${GOOD.slice(0, 60)}`;
    const results = await Promise.all([run(key, 'r.log', text), run(key, 'r.log.gz', gzipSync(text))]);
    const [a, b] = results.map(({ stdout }) => JSON.parse(stdout) as Result);
    expect(a!.fingerprint).toBe(b!.fingerprint);
    if (key === 'replay') expect(a!.requests.arrived).toBe(4);
    else expect(a!.offeredPerSecond).toBe(4);
  });

  it.concurrent('tells its bad lines by number', async () => {
    const bad = `${STAMP} heroku[router]: at=info connect=1ms\n${GOOD}${GOOD.replace('20ms', 'x')}${'x'.repeat(70_000)}\n`;
    const { code, stdout, stderr } = await run(key, 'r.log', bad);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([
      'r.log:1: a line of the router without service=, is it cut off?',
      'r.log:3: service: expected milliseconds, got x',
      'r.log:4: longer than any line of a log',
    ]);
  });

  it.concurrent('has to have a line of the router', async () => {
    const { code, stderr } = await run(key, 'r.log', `${STAMP} app[web.1]: hello\n`);
    expect(code).toBe(2);
    expect(stderr).toContain(
      `<stdin>:8:${key.length + 13} traffic.${key}: r.log: is a log without a line of Heroku's router`,
    );
  });
});
