import { expect, it } from 'vitest';
import { findPostgresPlan, postgresPlans } from './postgres-plans.ts';

it.each([
  ['essential-0', 20],
  ['Essential-1', 20],
  ['essential-2', 40],
  ['standard-0', 120],
  ['premium-0', 120],
  ['standard-2', 400],
  ['premium-2', 400],
  ['private-2', 400],
  ['standard-4', 500],
  ['advanced-4g', 380],
  ['ADVANCED-64G', 5000],
  ['mecha', 500],
])('%s accepts %d connections', (name, connections) => {
  expect(findPostgresPlan(name)?.connections).toBe(connections);
});

it('every plan has a name of its own and a source with a date', () => {
  expect(new Set(postgresPlans.map(({ name }) => name.toLowerCase())).size).toBe(postgresPlans.length);
  for (const { source } of postgresPlans) expect(source).toMatch(/\d{4}-\d{2}-\d{2}/);
  expect(findPostgresPlan('standard-1')).toBeUndefined();
});
