import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import type { Slo } from '../scenario/slo.ts';
import { replicate } from '../simulate.ts';
import { isUpperBound, NEVER, objectiveOf } from './objective.ts';
import { Reading } from './reading.ts';

const parsed = parseScenario({
  version: 1,
  web: { cores: 2 },
  server: { name: 'gunicorn', workers: 2, 'when-full': 'refuse', backlog: 3 },
  requests: [{ name: 'page', phases: [{ wait: { exponential: { mean: '50ms' } } }] }],
  traffic: { rate: '36/s' },
  router: { generation: 'none' },
});
if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
const { value: scenario } = parsed;
const orders = [0, 1, 2, 3].map((replication) => ({
  replication,
  from: 0,
  to: 200,
  end: 210,
  untilAnswered: false,
  points: 0,
  seriesEnd: 0,
}));
const reading = new Reading(
  { id: 0, document: scenario.document, scenario },
  orders.map((order) => replicate(scenario, order)),
);

const rule = (figure: string, bound: number, operator: Slo['operator'] = '<'): Slo => ({
  rule: '',
  figure,
  operator,
  bound,
});

describe('a rule as a share', () => {
  it.each([0.5, 0.9, 0.95, 0.99])('of percentile %f holds exactly from the percentile on', (p) => {
    const exact = reading.percentile(p).value! / 1000;
    const name = `p${100 * p}`;
    expect(reading.excess(objectiveOf(rule(name, exact * 1.02)))).toBeLessThan(0);
    expect(reading.excess(objectiveOf(rule(name, exact * 0.98)))).toBeGreaterThan(0);
    expect(reading.ratio(objectiveOf(rule(name, exact))).pooled).toBeCloseTo(1 - p, 2);
  });

  it('of the mean is the mean, of errors and of a code their share', () => {
    expect(reading.ratio(objectiveOf(rule('mean', 1))).pooled).toBeCloseTo(reading.mean().value! / 1000, 6);
    const errors = reading.ratio(objectiveOf(rule('errors', 0.01))).pooled;
    expect(errors).toBeGreaterThan(0);
    expect(reading.ratio(objectiveOf(rule('refused', 0.01))).pooled).toBe(errors);
    expect(reading.ratio(objectiveOf(rule('H12', 0.01))).pooled).toBe(0);
    expect(reading.ratio(objectiveOf(rule('queue', 1))).pooled).toBeGreaterThan(0);
  });

  it('that allows nothing allows what no simulation can tell from nothing', () => {
    expect(objectiveOf(rule('H12', 0, '=')).allowed).toBe(NEVER);
  });

  it('moves its bound where one asks how much that matters', () => {
    const p95 = objectiveOf(rule('p95', 0.1));
    expect(reading.ratio(p95.at(1.2)).pooled).toBeLessThan(reading.ratio(p95).pooled);
    expect(objectiveOf(rule('errors', 0.01)).at(1.05).allowed).toBeCloseTo(0.0105, 12);
  });
});

it('only upper bounds are broken by a growing load', () => {
  expect(isUpperBound(rule('p95', 1, '<='))).toBe(true);
  expect(isUpperBound(rule('H12', 0, '='))).toBe(true);
  expect(isUpperBound(rule('p95', 1, '>'))).toBe(false);
  expect(isUpperBound(rule('p95', 1, '='))).toBe(false);
});
