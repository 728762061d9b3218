import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { experimentTable, pages } from './table.ts';

it.each(pages)('docs/%s shows what the model says today', (name, experiments) => {
  const page = readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8').split('\n');
  for (const line of experimentTable(experiments)) expect(page).toContain(line);
});
