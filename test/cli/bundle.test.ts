import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUNDLE, dynosim, newFolder } from './program.ts';
import { SCENARIO, SHORT } from './scenario-text.ts';

describe('the bundle', () => {
  it('gives the very bytes that the sources give, threads included', async () => {
    const args = ['run', '-', '--json', '--precision', '10%', '--threads', '2'];
    const [bundled, source] = await Promise.all([
      dynosim(args, { stdin: SCENARIO, program: BUNDLE }),
      dynosim(args, { stdin: SCENARIO }),
    ]);
    // Not of the progress, which goes by the clock on the wall.
    expect(bundled.stdout).toBe(source.stdout);
    expect([bundled.code, source.code]).toEqual([0, 0]);
  });

  it('draws the very pictures that the sources draw, with the font that it brings', async () => {
    const folder = newFolder();
    const args = (name: string) => ['chart', '-', '--name', 'percentiles', '-o', `${name}.png`, '-o', `${name}.html`];
    await dynosim(args('bundled'), { stdin: SHORT, folder, program: BUNDLE });
    await dynosim(args('source'), { stdin: SHORT, folder });
    for (const ending of ['.png', '.html'])
      expect(readFileSync(join(folder, `bundled${ending}`))).toEqual(readFileSync(join(folder, `source${ending}`)));
  });

  it('has help, a version and the same complaints', async () => {
    const program = BUNDLE;
    expect((await dynosim(['--help'], { program })).stdout).toContain('schema');
    expect((await dynosim(['--version'], { program })).stdout).toBe('0.1.0\n');
    const { code, stderr } = await dynosim(['run', '-'], { program, stdin: 'version: 2' });
    expect(code).toBe(2);
    expect(stderr).toContain('<stdin>:1:10 version: expected 1, got 2');
  });
});
