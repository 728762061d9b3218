import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { experimentTable } from './table.ts';

it('the page of the experiments shows what the model says today', () => {
  const page = readFileSync(new URL('../../docs/server-experiments.md', import.meta.url), 'utf8').split('\n');
  for (const line of experimentTable()) expect(page).toContain(line);
});
