import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from 'dynosim';
import { beforeAll, describe, expect, it } from 'vitest';
import { dynosim, newFolder } from './program.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
const isThere = (shell: string): boolean => spawnSync(shell, ['-c', 'true']).status === 0;

const folder = newFolder();
beforeAll(async () => {
  mkdirSync(join(folder, 'results'));
  for (const file of ['shop.yaml', 'shop 2.yml', 'day.csv']) writeFileSync(join(folder, file), '');
  for (const shell of SHELLS) {
    writeFileSync(join(folder, shell), (await dynosim(['completion', shell])).stdout);
  }
});

/** What the shell itself offers for the last word of a line. */
const offers = {
  bash(line: string): string[] {
    const words = line.split(' ');
    const script = `source ./bash; COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}
_dynosim; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return answer('bash', ['-c', script]);
  },
  fish(line: string): string[] {
    const lines = answer('fish', ['--no-config', '-c', `source fish; complete -C '${line}'`]);
    return lines.map((text) => text.split('\t')[0]!.replaceAll('\\ ', ' '));
  },
  /**
   * Its completion needs a terminal: a second zsh types the line, and a key that completes it and says when that is
   * done, for input that comes in the meantime would cut it short.
   */
  zsh(line: string): string[] {
    const script = `zmodload zsh/zpty; zpty shell zsh -f -i; zpty -w shell 'PS1=; autoload -U compinit; compinit -u -D; . ./zsh'
zpty -w shell 'compadd() { [[ \${@[1,(i)(-|--)]} == *-(O|A|D)* ]] || builtin compadd -O found "$@"; (( $#found )) && print -l "<"$^found">"; }'
zpty -w shell 'probe() { zle complete-word; print do""ne }; zle -N probe; bindkey "^T" probe'
zpty -w shell 'echo rea""dy'; zpty -r -m shell text '*ready*'
zpty -n -w shell ${JSON.stringify(line)}$'\\C-t'; zpty -r -m shell text '*done*'; print -r -- $text`;
    return answer('zsh', ['-f', '-c', script]).flatMap((text) =>
      [...text.matchAll(/<(.*?)>/g)].map(([, word]) => word!),
    );
  },
};

function answer(shell: string, args: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, TERM: 'dumb' },
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout.split('\n').filter((text) => text !== '');
}

const names = commands.map(({ name }) => name);

describe.each(SHELLS.filter(isThere))('completion in %s', (shell) => {
  const offered = (line: string): string[] => [...new Set(offers[shell](line))].sort();

  it.each<[string, readonly string[]]>([
    ['dynosim ', [...names, 'help']],
    ['dynosim cat', ['catalogue']],
    ['dynosim catalogue dy', ['dynos']],
    ['dynosim catalogue dynos performance-l', ['performance-l', 'performance-l-ram']],
    ['dynosim catalogue servers gu', ['gunicorn']],
    ['dynosim run --pre', ['--precision']],
    ['dynosim run shop.yaml --che', ['--check']],
    ['dynosim init --dyno standard', ['standard-1x', 'standard-2x']],
    ['dynosim init --example tw', ['twenty-users']],
    ['dynosim completion z', ['zsh']],
    ['dynosim help sch', ['schema']],
    ['dynosim run --seed ', []],
  ])('of "%s"', (line, words) => {
    expect(offered(line)).toEqual([...words].sort());
  });

  it('offers scenarios and folders where a scenario belongs, and folders alone for --out', () => {
    const files = offered('dynosim run ').map((file) => file.replace(/\/$/, ''));
    expect(files).toEqual(expect.arrayContaining(['shop.yaml', 'shop 2.yml']));
    if (shell === 'bash') expect(files).not.toContain('day.csv');
    expect(offered('dynosim run --out r').map((file) => file.replace(/\/$/, ''))).toEqual(['results']);
  });
});

it('bash completes --dyno=x, which it takes apart', () => {
  const script = 'source ./bash; COMP_WORDS=(dynosim init --dyno = per); COMP_CWORD=4; _dynosim; echo "$COMPREPLY"';
  expect(answer('bash', ['-c', script])).toEqual(['performance-m']);
});

it('knows no other shell', async () => {
  const { code, stderr } = await dynosim(['completion', 'tcsh']);
  expect(code).toBe(2);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish');
});
