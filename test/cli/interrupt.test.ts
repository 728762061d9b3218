import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from './program.ts';
import { SCENARIO } from './scenario-text.ts';

/** Ctrl-C after a time that is long enough for a few batches and far too short for all that was asked for. */
function interruptAfter(milliseconds: number) {
  return (child: ChildProcess) => void setTimeout(() => child.kill('SIGINT'), milliseconds);
}

describe('Ctrl-C', () => {
  it('keeps what is done, says how to go on and ends with 130', async () => {
    const folder = newFolder();
    const args = ['run', '-', '--json', '--precision', '0.1%', '--out', folder];
    const { code, stdout, stderr } = await dynosim(args, { stdin: SCENARIO, during: interruptAfter(4000) });
    expect(code).toBe(130);
    expect(stderr).toContain('runs it again');
    const result = JSON.parse(stdout);
    expect(result.precision.reached).toBeGreaterThan(0.0001);
    expect(result.notes.at(-1)).toContain('interrupted');
    expect(readFileSync(join(folder, 'results.ndjson'), 'utf8')).toBe(stdout);
  });

  it('in the middle of the first replication ends at once, without a result', async () => {
    const stdin = `${SCENARIO}run: {duration: 100d, replications: 1}\n`;
    const { code, stdout, stderr } = await dynosim(['run', '-'], { stdin, during: interruptAfter(1500) });
    expect(code).toBe(130);
    expect(stdout).toBe('');
    expect(stderr).toContain('interrupted before anything was done');
  });
});
