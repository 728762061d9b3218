import { bash } from './bash.ts';
import type { CommandNode } from './command-tree.ts';
import { fish } from './fish.ts';
import { zsh } from './zsh.ts';

/** Shells, and how each is told what the program takes. */
export const completions: Readonly<Record<string, (root: CommandNode) => string>> = { bash, zsh, fish };
