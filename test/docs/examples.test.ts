import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { documents } from './documents.ts';
import { readExamples, truth } from './examples.ts';
import { committed, readPictures, truePicture } from './pictures.ts';

describe('every example in the documents is what the program does', () => {
  for (const name of documents) {
    const document = readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    for (const example of readExamples(document)) {
      it(`${name}: ${example.kind} ${example.argument}`, () => {
        expect(example.text.trimEnd()).toBe(truth(example).trimEnd());
      });
    }
    for (const picture of readPictures(document)) {
      it(`${name}: ${picture.file}`, { timeout: 600_000 }, () => {
        const { title, svg } = truePicture(picture.args);
        expect(title).toBe(picture.title);
        expect(svg).toBe(committed(picture));
      });
    }
  }
});
