import { expect, it } from 'vitest';
import { killed, undisturbed } from './killed-sweep.ts';

it('a sweep that is killed again and again writes the very bytes that it writes undisturbed', async () => {
  const { milliseconds, bytes } = await undisturbed();
  expect(bytes.trimEnd().split('\n')).toHaveLength(24);
  for (const seed of ['first', 'second']) {
    const sweep = await killed(seed, milliseconds);
    expect(sweep.kills).toBeGreaterThan(0);
    expect({ seed, bytes: sweep.bytes === bytes }).toEqual({ seed, bytes: true });
    expect(sweep.files).toEqual(['results.ndjson']);
  }
});
