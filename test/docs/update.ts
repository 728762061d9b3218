import { readFileSync, writeFileSync } from 'node:fs';
import { documents } from './documents.ts';
import { updated } from './examples.ts';
import { withPictures } from './pictures.ts';

/**
 * `pnpm docs`: runs every example of the documents, or of those that are named, and writes what it prints into them,
 * and draws their pictures.
 */
const named = process.argv.slice(2);
for (const file of named.length > 0 ? named : documents)
  writeFileSync(file, withPictures(updated(readFileSync(file, 'utf8'))));
