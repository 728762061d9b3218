import { readFileSync, writeFileSync } from 'node:fs';
import { updated } from './examples.ts';

/** `pnpm docs`: runs every example of the documents and writes what it prints into them. */
for (const file of process.argv.slice(2)) writeFileSync(file, updated(readFileSync(file, 'utf8')));
