import { readFileSync, writeFileSync } from 'node:fs';
import { updated } from './examples.ts';
import { withPictures } from './pictures.ts';

/** `pnpm docs`: runs every example of the documents, writes what it prints into them, and draws their pictures. */
for (const file of process.argv.slice(2)) writeFileSync(file, withPictures(updated(readFileSync(file, 'utf8'))));
