import { createCapacitySearch } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import { knownLimits } from './known-limits.ts';
import { searchHere } from './search-here.ts';

/** `pnpm limits` is the long version: fifty seeds for every system. */
const SEEDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const AT_LEAST = 5;

describe('the interval of a limit holds the rate at which p95 is exactly the bound', () => {
  for (const { name, rate, document } of knownLimits.filter(({ name }) => ['mm4-0.6', 'split-0.8'].includes(name))) {
    it(`${name}: at least ${AT_LEAST} of ${SEEDS.length} seeds`, () => {
      const limits = SEEDS.map((seed) => {
        return searchHere(createCapacitySearch({ ...document, run: { seed } }, {}, 0.03)).ratePerSecond;
      });
      const covered = limits.filter(({ low, high }) => low! <= rate && rate <= high!);
      expect(covered.length).toBeGreaterThanOrEqual(AT_LEAST);
      for (const { value } of limits) expect(Math.abs(value! / rate - 1)).toBeLessThan(0.08);
    });
  }
});

describe('a capacity', () => {
  const [{ document }] = knownLimits as [(typeof knownLimits)[0]];

  it('is nothing where the demand alone breaks the rule, and nothing is simulated to say so', () => {
    const capacity = searchHere(createCapacitySearch({ ...document, slo: ['p95 < 100ms'] }, {}, 0.02));
    expect(capacity.ending).toBe('impossible');
    expect(capacity.limitedBy).toBe('demand');
    expect(capacity.ratePerSecond.value).toBe(0);
    expect(capacity.requests.inAll).toBe(0);
    expect(capacity.impossible[0]!.demandMs).toBeCloseTo(100 * Math.log(20), -1);
  });

  it('without rules is the saturation rate of theory', () => {
    const capacity = searchHere(createCapacitySearch({ ...document, slo: [] }, {}, 0.02));
    expect(capacity.ending).toBe('saturation');
    expect(capacity.ratePerSecond).toEqual({ value: 10, low: 10, high: 10 });
    expect(capacity.headroom).toBeCloseTo(1, 6);
    expect(capacity.limitedBy).toBe('workers');
  });

  it('with a rule that only saturation breaks ends close below it', () => {
    const capacity = searchHere(createCapacitySearch({ ...document, slo: ['errors < 50%'] }, {}, 0.02));
    expect(capacity.ending).toBe('saturation');
    expect(capacity.ratePerSecond.low).toBeCloseTo(9.5, 6);
    expect(capacity.ratePerSecond.high).toBe(10);
  });

  it('counts whole clients in a closed loop', () => {
    const closed = { ...document, traffic: { clients: 3, think: '500ms' }, slo: ['p95 < 900ms'] };
    const { limit, ratePerSecond } = searchHere(createCapacitySearch(closed, {}, 0.05));
    expect(limit.quantity).toBe('clients');
    expect(Number.isInteger(limit.value)).toBe(true);
    expect(ratePerSecond.value!).toBeLessThan(10);
  });

  it('is the same again with the same seed', () => {
    const again = () => JSON.stringify(searchHere(createCapacitySearch({ ...document, run: { seed: 'x' } }, {}, 0.05)));
    expect(again()).toBe(again());
  });
});
