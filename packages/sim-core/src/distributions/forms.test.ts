import { describe, expect, it } from 'vitest';
import { Empirical } from './empirical.ts';
import { findForm } from './form.ts';
import { distributions, findDistribution } from './index.ts';
import { Mixture } from './mixture.ts';

describe('the registry', () => {
  it('finds each distribution by its name, and no other', () => {
    for (const definition of distributions) expect(findDistribution(definition.name)).toBe(definition);
    expect(findDistribution('normal')).toBeUndefined();
  });

  it.each(distributions)(
    '$name has a source, an example of every form and no problem with any of them',
    (definition) => {
      expect(definition.source).not.toBe('');
      const forms = definition.examples.map((example) => findForm(definition, Object.keys(example)));
      expect(new Set(forms)).toEqual(new Set(definition.forms));
      forms.forEach((form, i) => {
        expect(form?.problem?.(definition.examples[i]!)).toBeUndefined();
      });
    },
  );

  it.each(distributions.filter(({ bare }) => bare))('$name has a form of its bare value alone', (definition) => {
    expect(findForm(definition, [definition.bare!])).toBeDefined();
  });

  it('finds a form by all its parameters and nothing more', () => {
    const weibull = findDistribution('weibull')!;
    expect(findForm(weibull, ['cv', 'mean'])).toBe(weibull.forms[0]);
    expect(findForm(weibull, ['scale', 'shape'])).toBe(weibull.forms[1]);
    for (const names of [['mean'], ['mean', 'cv', 'shape'], ['mean', 'toString']]) {
      expect(findForm(weibull, names)).toBeUndefined();
    }
  });
});

describe('arguments that do not fit together', () => {
  it.each([
    ['uniform', { min: 2, max: 2 }, 'min must be less than max'],
    ['pareto', { alpha: 1, min: 3, max: 2 }, 'min must be less than max'],
    ['hyperexponential', { mean: 1, cv: 1 }, 'cv must be greater than 1'],
  ])('%s %j', (name, a, sentence) => {
    const definition = findDistribution(name)!;
    expect(findForm(definition, Object.keys(a))?.problem?.(a)).toContain(sentence);
  });
});

const byPercentiles = distributions.filter(({ fromPercentiles }) => fromPercentiles);

describe.each(byPercentiles)('$name through two percentiles', ({ forms, examples, fromPercentiles }) => {
  it('is the distribution that they were taken from', () => {
    for (const example of examples) {
      const law = forms
        .find(({ parameters }) => Object.keys(example).every((name) => name in parameters))!
        .create(example);
      const [a, b] = [0.5, 0.95].map((p) => ({ p, value: law.quantile(p) }));
      const same = fromPercentiles!(a!, b!);
      for (const p of [0.1, 0.5, 0.95, 0.999]) expect(same.quantile(p) / law.quantile(p)).toBeCloseTo(1, 12);
      expect(same.mean / law.mean).toBeCloseTo(1, 12);
    }
  });

  it.each([
    [0.5, 2, 0.95, 2],
    [0.5, 2, 0.95, 1],
    [0.5, 1, 0.5, 2],
    [0, 1, 0.5, 2],
    [0.5, 1, 1, 2],
  ])('refuses %d: %d and %d: %d', (p, x, q, y) => {
    expect(() => fromPercentiles!({ p, value: x }, { p: q, value: y })).toThrow(RangeError);
  });
});

describe('percentiles that a distribution of quantities >= 0 cannot have', () => {
  it.each([
    ['lognormal', { p: 0.5, value: 0 }, { p: 0.95, value: 2 }],
    ['weibull', { p: 0.5, value: 0 }, { p: 0.95, value: 2 }],
    ['uniform', { p: 0.5, value: 1 }, { p: 0.95, value: 3 }],
  ])('%s', (name, a, b) => {
    expect(() => findDistribution(name)!.fromPercentiles!(a, b)).toThrow(RangeError);
  });
});

describe('Uniform', () => {
  it('starts at 0, not a rounding error below, through percentiles of a distribution from 0 to 3', () => {
    for (let i = 1; i < 99; i++) {
      const [a, b] = [i / 100, 0.99].map((p) => ({ p, value: 3 * p }));
      const start = findDistribution('uniform')!.fromPercentiles!(a!, b!).quantile(0);
      expect(start).toBeGreaterThanOrEqual(0);
      expect(start).toBeLessThan(1e-12);
    }
  });
});

describe('Empirical', () => {
  it('has as its p-quantile the smallest value with cdf >= p, at every step of 100 values', () => {
    const law = new Empirical(Array.from({ length: 100 }, (_, i) => 100 - i));
    for (let i = 1; i <= 100; i++) expect(law.quantile(i / 100)).toBe(i);
    expect(law.quantile(0.070000001)).toBe(8);
  });
});

describe('Mixture', () => {
  it('has the smaller end as the quantile where its cdf is level', () => {
    const constant = findDistribution('constant')!.forms[0]!;
    const components = [1, 2, 3].map((value) => ({
      weight: value === 2 ? 2 : 1,
      distribution: constant.create({ value }),
    }));
    expect([0.2, 0.25, 0.26, 0.75, 0.76].map((p) => new Mixture(components).quantile(p))).toEqual([1, 1, 2, 2, 3]);
  });

  it('counts only the ratio of its weights and can hold another mixture', () => {
    const constant = findDistribution('constant')!.forms[0]!;
    const [one, two] = [1, 2].map((value) => constant.create({ value }));
    const inner = new Mixture([
      { weight: 2, distribution: one! },
      { weight: 6, distribution: two! },
    ]);
    const outer = new Mixture([
      { weight: 0.1, distribution: inner },
      { weight: 0.1, distribution: one! },
    ]);
    expect(inner.mean).toBe(1.75);
    expect([outer.mean, outer.variance, outer.cdf(1)]).toEqual([1.375, 0.234375, 0.625]);
    expect([outer.quantile(0.625), outer.quantile(0.626)]).toEqual([1, 2]);
    const block = new Float64Array([0.1, 0.126, 0.49, 0.5, 0.99]);
    outer.transform(block);
    expect([...block]).toEqual([1, 2, 2, 1, 1]);
  });
});
