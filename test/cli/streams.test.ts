import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inShell, newFolder } from './program.ts';

const bash = (line: string) => inShell(line, newFolder(), ['bash', '-c']);

describe('streams that end early', () => {
  it('a reader that has seen enough is no error', () => {
    const { stdout, stderr } = bash('dynosim catalogue dynos --json | head -c 1; echo " $' + '{PIPESTATUS[0]}"');
    expect({ stdout, stderr }).toEqual({ stdout: '[ 0\n', stderr: '' });
    expect(bash('dynosim help run | head -n 1').stderr).toBe('');
  });

  it('without standard input there is no scenario, and without answers none is made', () => {
    const run = bash('dynosim run - <&-');
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toContain('there is no scenario in it');
    expect(bash('dynosim init <&-')).toMatchObject({ code: 2, stdout: '' });
  });

  it('standard error may be closed', () => {
    expect(bash('dynosim init - --yes 2>&-')).toMatchObject({ code: 0, stdout: expect.stringContaining('version: 1') });
  });

  it.runIf(existsSync('/dev/full'))('a full disk is told, with exit code 1', () => {
    const { code, stderr } = bash('dynosim catalogue dynos > /dev/full');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^dynosim cannot write its output: ENOSPC/),
    });
  });

  it('needs no home', () => {
    expect(bash('env -u HOME dynosim --version').stdout).toMatch(/^\d/);
  });
});
