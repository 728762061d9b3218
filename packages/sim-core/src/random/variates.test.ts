import { describe, expect, it } from 'vitest';
import { Exponential } from '../distributions/exponential.ts';
import { UniformStream } from './uniform-stream.ts';
import { Variates } from './variates.ts';

describe('Variates', () => {
  it('equals its naive twin: the quantile of each draw', () => {
    const law = new Exponential(0.3);
    const variates = new Variates(law, new UniformStream('key'));
    const stream = new UniformStream('key');
    for (let i = 0; i < 2000; i++) expect(variates.next()).toBe(law.quantile(stream.next()));
  });
});
