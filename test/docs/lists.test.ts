import { readFileSync } from 'node:fs';
import { distributions } from '@dynosim/sim-core';
import { describe, expect, it } from 'vitest';
import { stories } from './documents.ts';

const page = readFileSync(new URL('../../docs/scenario.md', import.meta.url), 'utf8');

describe('docs/scenario.md', () => {
  it('lists every distribution', () => {
    const missing = distributions.map(({ name }) => name).filter((name) => !page.includes(`| \`${name}\``));
    expect(missing).toEqual([]);
  });
});

describe('README.md', () => {
  it('lists every story', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(stories.filter((path) => !readme.includes(`\`${path}\``))).toEqual([]);
  });
});
