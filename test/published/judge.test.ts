import type { Result } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { fits, readCases } from './published-case.ts';
import { parseTolerance } from './tolerance.ts';
import { caseVerdict, reachesBar } from './verdict.ts';

/** Of 20 replications, so that a half width of 2.093 is a standard error of 1. */
function resultWith(latencyMs: object): Result {
  return { replications: 20, latencyMs, requests: { completed: 531 } } as unknown as Result;
}

const figure = (value: number | null, half: number | null) => ({
  mean: { value, low: half === null ? null : value! - half, high: half === null ? null : value! + half },
});
const mean = (expected: number, tolerance: string) => ({ path: 'latencyMs.mean', expected, tolerance });

it.each([
  ['2%', 200, 4],
  ['0.5ms', 200, 0.5],
  ['2s', 200, 2000],
  ['0.5', 200, 0.5],
  ['0', 7, 0],
  ['max(1%, 0.1ms)', 200, 2],
  ['max(1%, 0.1ms)', 2, 0.1],
  ['max(30%, 0.09)', 0.27, 0.09],
])('the tolerance %s of %f is %f', (text, expected, width) => {
  expect(parseTolerance(text)(expected)).toBeCloseTo(width, 12);
});

it('a tolerance that nobody understands is an error', () => {
  expect(() => parseTolerance('about 2%')).toThrow('no tolerance: about 2%');
});

describe('a figure of theory', () => {
  it.each([
    ['holds within four standard errors', 103.9, 2.093, '3%', ''],
    ['is biased beyond', 104.1, 2.093, '3%', 'biased'],
    ['is biased even where the tolerance is wide', 104.1, 2.093, '50%', 'biased'],
    ['is too wide', 100, 2.093, '2%', 'too wide'],
    ['without an interval is within its tolerance', 101, null, '2%', ''],
    ['without an interval is too far', 103, null, '2%', 'too far'],
    ['with an interval of no width is within its tolerance', 101, 0, '2%', ''],
    ['without a value does not hold', null, null, '2%', 'no value'],
  ])('%s', (_, value, half, tolerance, reason) => {
    const judgement = judge(resultWith(figure(value, half)), mean(100, tolerance), true);
    expect(judgement.reason).toBe(reason);
    expect(judgement.holds).toBe(reason === '');
  });

  it('tells its z-score', () => {
    expect(judge(resultWith(figure(103, 2.093)), mean(100, '3%'), true).z).toBeCloseTo(3, 3);
  });
});

describe('a figure that was measured', () => {
  it.each([
    [101.9, ''],
    [98.1, ''],
    [102.1, 'too far'],
  ])('is judged by its distance alone: %f', (value, reason) => {
    expect(judge(resultWith(figure(value, 50)), mean(100, '2%'), false).reason).toBe(reason);
  });

  it('may be a plain count', () => {
    const check = { path: 'requests.completed', expected: 530, tolerance: '2%' };
    expect(judge(resultWith({}), check, false)).toMatchObject({ predicted: 531, halfWidth: null, holds: true });
  });

  it('that the document does not have has no value', () => {
    const check = { path: 'errors.codes.H99', expected: 1, tolerance: '2%' };
    expect(judge(resultWith({}), check, false).reason).toBe('no value');
  });
});

it('references are no cases, and a case has one scenario or several', () => {
  const variants = [{ label: 'c=1', scenario: {}, checks: [] }];
  const documents = [
    { id: 'a', family: 'f', kind: 'theory', scenario: { version: 1 }, checks: [] },
    { id: 'b', family: 'f', kind: 'measurement', scenarios: variants },
    { id: 'c', family: 'f', kind: 'reference' },
  ];
  const [a, b, ...more] = readCases(JSON.stringify(documents));
  expect(more).toEqual([]);
  expect(a).toMatchObject({ id: 'a', isTheory: true, variants: [{ label: '', scenario: { version: 1 } }] });
  expect(b).toMatchObject({ id: 'b', isTheory: false, variants });
});

it.each([
  ['mm1-*', 'mm1-rho0.5', true],
  ['mm1-*', 'xmm1-rho0.5', false],
  ['a,mm?-rho0.5', 'mm1-rho0.5', true],
  ['mg1-lognormal(mean=1.0,cv=1.0)-*', 'mg1-lognormal(mean=1.0,cv=1.0)-rho0.7', true],
  ['mm1-rho0.5', 'mm1-rho0x5', false],
])('the pattern %s and the name %s: %s', (patterns, name, expected) => {
  expect(fits(patterns, name)).toBe(expected);
});

it('a case holds if all checks of all its scenarios do', () => {
  const published = { id: 'a', family: 'f', isTheory: true, variants: [] };
  const good = judge(resultWith(figure(100, null)), mean(100, '1%'), true);
  const bad = judge(resultWith(figure(110, null)), mean(100, '1%'), true);
  const variant = (judgements: (typeof good)[], outside = '') => ({ label: '', judgements, outside, seconds: 0 });
  expect(caseVerdict(published, [variant([good]), variant([good])]).holds).toBe(true);
  expect(caseVerdict(published, [variant([good]), variant([good, bad])]).holds).toBe(false);
  expect(caseVerdict(published, [variant([], 'traffic.clients: unknown key')]).holds).toBe(false);
});

it('the bar is nine cases of ten', () => {
  const verdicts = (held: number, all: number) =>
    Array.from({ length: all }, (_, i) => ({ id: `${i}`, family: 'f', holds: i < held, variants: [] }));
  expect(reachesBar(verdicts(9, 10))).toBe(true);
  expect(reachesBar(verdicts(8, 9))).toBe(false);
  expect(reachesBar([])).toBe(false);
});
