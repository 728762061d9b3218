import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { commands, createProgram } from 'dynosim';
import { describe, expect, it } from 'vitest';
import { dynosim, inShell, newFolder } from './program.ts';

const STOREFRONT = new URL('../../examples/storefront.yaml', import.meta.url);

type Command = ReturnType<typeof createProgram>;

/** Every command and what is below it, with its help. */
function pages(command: Command, path: readonly string[] = []): { path: string; help: string }[] {
  let help = '';
  command.configureOutput({ writeOut: (text) => void (help += text) }).outputHelp();
  const below = command.commands.flatMap((child) => pages(child, [...path, child.name()]));
  return [{ path: path.join(' '), help }, ...below];
}

const program = () => createProgram(() => {});

describe('the help', () => {
  it.each([80, 60])('fits into %i columns', (columns) => {
    const before = process.stdout.columns;
    process.stdout.columns = columns;
    try {
      const shown = pages(program()).flatMap(({ help }) => help.split('\n'));
      // A command line that somebody will copy stays whole.
      const tooLong = shown.filter(
        (line) => line.length > columns && (columns === 80 || !line.startsWith('  dynosim ')),
      );
      expect(tooLong).toEqual([]);
    } finally {
      process.stdout.columns = before;
    }
  });

  it.each(pages(program()).filter(({ path }) => path !== ''))(
    'of $path tells usage and exit codes',
    ({ path, help }) => {
      expect(help).toContain(`Usage: dynosim ${path} `);
      expect(help).toMatch(/\nExit codes:\n {2}0 {4}done\n/);
    },
  );

  it('says of the whole program which command is for what', async () => {
    const { code, stdout } = await dynosim(['--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\nAsk:\n {2}run [\s\S]*\nLook up:\n {2}catalogue [\s\S]*\nSet up:\n/);
    expect(await dynosim(['help', 'run'])).toEqual(await dynosim(['run', '--help']));
  });
});

describe('every example of the help runs', () => {
  const examples = commands.flatMap(({ examples }) => (examples ?? []).map(({ command }) => command));

  it.each(examples)('%s', (command) => {
    const folder = newFolder();
    cpSync(STOREFRONT, join(folder, 'storefront.yaml'));
    const { code, stderr } = inShell(command, folder, ['bash', '-c']);
    expect(code, stderr).toBe(0);
  });
});
