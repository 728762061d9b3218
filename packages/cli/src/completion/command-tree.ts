import { buildpacks, dynos, servers } from '@dynosim/models';
import type { Argument, Command, Option } from 'commander';

/** A command as a shell has to know it. */
export interface CommandNode {
  /** From `dynosim` on. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly options: readonly OptionNode[];
  readonly arguments: readonly Value[];
  readonly commands: readonly CommandNode[];
}

export interface OptionNode {
  /** Such as `--yes` and `-y`. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** Undefined for a flag without one. */
  readonly value: Value | undefined;
  readonly isRepeatable: boolean;
}

/** What may stand somewhere on the command line. */
export interface Value {
  readonly name: string;
  readonly kind: 'words' | 'scenario' | 'file' | 'folder' | 'anything';
  readonly words: readonly string[];
}

const catalogues: Readonly<Record<string, readonly { readonly name: string }[]>> = {
  dyno: dynos,
  server: servers,
  buildpack: buildpacks,
};

/** The program as commander knows it, which is also what help and parsing see. */
export function commandTree(
  command: Command,
  above: readonly string[] = [],
  beside: readonly string[] = [],
): CommandNode {
  const help = command.createHelp();
  const path = [...above, command.name()];
  const below = help.visibleCommands(command);
  const names = below.map((child) => child.name());
  return {
    path,
    summary: brief(command.summary() || command.description()).split(':')[0]!,
    options: help.visibleOptions(command).map(optionNode),
    arguments: command.registeredArguments.map((argument) => argumentValue(argument, beside)),
    commands: below.map((child) => commandTree(child, path, names)),
  };
}

/** Every command of the tree, those above first. */
export function allCommands(node: CommandNode): CommandNode[] {
  return [node, ...node.commands.flatMap(allCommands)];
}

function optionNode({ flags, long, short, description, argChoices }: Option): OptionNode {
  const name = /[<[]([^\]>]+)[\]>]/.exec(flags)?.[1];
  return {
    flags: [long, short].filter((flag) => flag !== undefined && flag !== null),
    summary: brief(description),
    value: name === undefined ? undefined : value(name, argChoices),
    isRepeatable: description.includes('repeatable'),
  };
}

/** `help` takes the name of a command beside it. */
function argumentValue(argument: Argument, beside: readonly string[]): Value {
  const name = argument.name();
  return value(name, name === 'command' ? beside.filter((other) => other !== 'help') : argument.argChoices);
}

function value(name: string, choices: readonly string[] | undefined): Value {
  const words = choices ?? catalogues[name]?.map((row) => row.name.toLowerCase()) ?? [];
  const files = (['scenario', 'file', 'folder'] as const).find((kind) => kind === name);
  return { name, kind: words.length > 0 ? 'words' : (files ?? 'anything'), words };
}

/** A shell has little room. */
function brief(text: string): string {
  return text.replace(/\s*\([^)]*\)/g, '').split(/[;\n]/)[0]!;
}
