import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complaintAboutNode } from './node-version.ts';

describe('the version of Node', () => {
  it('is old below the oldest that package.json names', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
    expect(engines.node).toBe('>=22.12');
    expect(complaintAboutNode('20.20.2')).toBe('dynosim needs Node 22.12 or later; this is 20.20.2');
    expect(complaintAboutNode('22.11.0')).toBeDefined();
    expect(['22.12.0', '24.0.0'].map(complaintAboutNode)).toEqual([undefined, undefined]);
  });
});
