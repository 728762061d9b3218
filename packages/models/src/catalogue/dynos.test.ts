import { describe, expect, it } from 'vitest';
import { acceptableLoad, HOURS_PER_MONTH, UNITS_PER_VCPU } from './dyno-type.ts';
import { dynos, findDyno } from './dynos.ts';

const DATE = /\d{4}-\d{2}|undated/;

describe.each(dynos.map((dyno) => [dyno.name, dyno] as const))('%s', (name, dyno) => {
  it('is found by its name in any case, and is the only one of that name', () => {
    expect([name, name.toUpperCase(), name.toLowerCase()].map(findDyno)).toEqual([dyno, dyno, dyno]);
  });

  it('has figures that are possible', () => {
    const { memory, cores, speed, guaranteed, pricePerMonth, pricePerHour, processLimit, r15Multiple, maxCount } = dyno;
    expect(memory % 512).toBe(0);
    expect(Math.min(cores, speed, guaranteed)).toBeGreaterThan(0);
    expect(speed).toBeLessThanOrEqual(1);
    expect(guaranteed).toBeLessThanOrEqual(cores * speed * (1 + 1e-12));
    expect(pricePerMonth).toBeGreaterThanOrEqual(0);
    if (name !== 'Eco') expect(pricePerHour * HOURS_PER_MONTH).toBeCloseTo(pricePerMonth, 9);
    for (const count of [processLimit, maxCount, r15Multiple])
      if (count !== undefined) expect(count).toBeGreaterThan(0);
  });

  it('gives an app what its compute units promise', () => {
    const { isDedicated, compute, cores, speed, guaranteed, vcpu } = dyno;
    if (isDedicated) {
      expect([cores, cores * speed]).toEqual([vcpu! * (compute ? 1 : 0.9), guaranteed]);
    } else {
      expect(cores * speed).toBeCloseTo(compute!.burst / UNITS_PER_VCPU, 12);
      expect(guaranteed).toBeCloseTo(compute!.guaranteed / UNITS_PER_VCPU, 12);
      expect(dyno.coresSource).toMatch(/^assumed/);
    }
  });

  it('names sources with dates, and what is uncertain', () => {
    for (const source of dyno.sources) expect(source).toMatch(DATE);
    expect(dyno.sources.some((source) => source.includes('ps/type.ts'))).toBe(true);
    for (const source of [dyno.coresSource, dyno.speedSource]) expect(source).toMatch(/\d{4}-\d{2}|^assumed/);
    expect(dyno.uncertain.length).toBeGreaterThan(0);
  });
});

it('the catalogue has the 44 types that Heroku has or had', () => {
  expect(dynos).toHaveLength(44);
  expect(new Set(dynos.map(({ name }) => name.toLowerCase())).size).toBe(44);
  expect(dynos.filter(({ generation }) => generation === 'fir')).toHaveLength(17);
  expect(dynos.filter(({ isLegacy }) => isLegacy).map(({ name }) => name)).toEqual([
    'Free',
    'Hobby',
    '1X',
    '2X',
    'PX',
    'Performance',
  ]);
  expect(findDyno('performance-s')).toBeUndefined();
});

/** The table of Heroku's own articles: memory [MiB], compute units, price [USD per month], processes, R15. */
it.each([
  ['Eco', 512, 1, 4, 5, 256, 2],
  ['Basic', 512, 1, 4, 7, 256, 2],
  ['Standard-1X', 512, 1, 4, 25, 256, 2],
  ['Standard-2X', 1024, 2, 8, 50, 512, 2],
  ['Performance-M', 2560, 12, 12, 250, 16384, 2],
  ['Performance-L', 14336, 50, 50, 500, 32768, 2],
  ['Performance-L-RAM', 30720, 24, 24, 500, 24576, 1.2],
  ['Performance-XL', 63488, 50, 50, 750, 32768, 1.2],
  ['Performance-2XL', 129024, 100, 100, 1500, 65536, 1.2],
  ['Private-S', 1024, 12, 12, 225, 512, 1],
  ['Private-M', 2560, 12, 12, 450, 16384, 1],
  ['Private-L', 14336, 50, 50, 900, 32768, 1],
  ['Shield-L-RAM', 30720, 24, 24, 600, 24576, 1],
  ['Shield-XL', 63488, 50, 50, 900, 32768, 1],
  ['Shield-2XL', 129024, 100, 100, 1800, 65536, 1],
  ['PX', 6144, 40, 40, 576, 32768, 2],
])('%s has what the articles say', (name, memory, guaranteed, burst, pricePerMonth, processLimit, r15Multiple) => {
  const expected = { memory, compute: { guaranteed, burst }, pricePerMonth, processLimit, r15Multiple };
  expect(findDyno(name)).toMatchObject(expected);
});

it.each([
  ['Eco', 1],
  ['Standard-2X', 1],
  ['Performance-M', 2],
  ['Performance-L-RAM', 4],
  ['Private-S', 2],
  ['PX', 8],
  ['dyno-2c-4gb', null],
])('%s has an acceptable load of %s', (name, load) => {
  expect(acceptableLoad(findDyno(name)!)).toBe(load);
});

it('a Standard dyno is a few slow cores', () => {
  const [one, two] = ['standard-1x', 'standard-2x'].map((name) => findDyno(name)!);
  expect(one!.speed).toBeCloseTo(0.4027, 4);
  expect(one!.cores).toBeCloseTo(1.589, 3);
  expect(two!.cores).toBeCloseTo(3.183, 3);
  expect([one!.guaranteed, two!.guaranteed]).toEqual([0.16, 0.32]);
});
