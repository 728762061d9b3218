import { describe, expect, it } from 'vitest';
import { parseVariation } from './variation.ts';

const values = (argument: string): unknown => {
  const parsed = parseVariation(argument);
  return 'problem' in parsed ? parsed.problem : parsed.values.map(({ value }) => value);
};

describe('--vary', () => {
  it.each<[string, unknown[]]>([
    ['web.count=1,2,4', [1, 2, 4]],
    ['web.count=1..4', [1, 2, 3, 4]],
    ['web.count=1,2,4..8:2', [1, 2, 4, 6, 8]],
    ['web.count=1..6:2', [1, 3, 5]],
    ['web.count = 3..3', [3]],
    ['traffic.rate=40/s..80/s:20/s', ['40/s', '60/s', '80/s']],
    ['traffic.rate=40..80/s:20', ['40/s', '60/s', '80/s']],
    ['web.cores=0.1..0.5:0.1', [0.1, 0.2, 0.3, 0.4, 0.5]],
    ['run.precision=1%..3%', ['1%', '2%', '3%']],
    ['x=-2..2:2', [-2, 0, 2]],
    ['web.dyno=standard-1x, performance-m', ['standard-1x', 'performance-m']],
    ['traffic.replay=../a.csv,../b.csv', ['../a.csv', '../b.csv']],
    [
      'requests[0].phases[0]={cpu: {lognormal: {mean: 5ms, cv: 1}}},{cpu: 5ms}',
      [{ cpu: { lognormal: { mean: '5ms', cv: 1 } } }, { cpu: '5ms' }],
    ],
    ['slo=[p95 < 1s, errors < 1%],null', [['p95 < 1s', 'errors < 1%'], null]],
    ['name="a, b",\'c,d\'', ['a, b', 'c,d']],
  ])('%s', (argument, expected) => {
    expect(values(argument)).toEqual(expected);
  });

  it.each([
    ['web.count', 'expected a path and values'],
    ['web count=1,2', 'expected a path and values'],
    ['web.count=', 'a value is missing'],
    ['web.count=1,,2', 'a value is missing'],
    ['web.count=5..1', '5..1 is empty: 5 is more than 1'],
    ['web.count=1..5:0', 'the step must be more than 0'],
    ['web.count=1..5:-1', 'the step must be more than 0'],
    ['web.count=1..', 'expected a range such as 1..6'],
    ['web.count=1..5..2', 'expected a range such as 1..6'],
    ['web.count=1..5:1:2', 'expected a range such as 1..6'],
    ['x=1s..200ms', 'in the same unit'],
    ['web.count=2,2', '2 is given twice'],
    ['web.count=1..3,2', '2 is given twice'],
    ['web.count=1..1000000000', 'more than 5000 values'],
    ['x=0..1:0.00000001', 'more than 5000 values'],
    ['web.count=1..5000,6000', 'more than 5000 values'],
  ])('%s is refused: %s', (argument, rule) => {
    expect(values(argument)).toContain(rule);
    expect(values(argument)).toMatch(/^--vary /);
  });
});
