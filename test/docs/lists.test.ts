import { readFileSync } from 'node:fs';
import { distributions } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';

const page = readFileSync(new URL('../../docs/scenario.md', import.meta.url), 'utf8');

describe('docs/scenario.md', () => {
  it('lists every distribution', () => {
    const missing = distributions.map(({ name }) => name).filter((name) => !page.includes(`| \`${name}\``));
    expect(missing).toEqual([]);
  });
});
