import { expect, it } from 'vitest';
import { RoundPlan } from './round-plan.ts';

it('does not stop at the first round, however good it looks: it only plans', () => {
  const plan = new RoundPlan(10, 1000);
  expect(plan.judge(0.01)).toBe(false);
  expect(plan.length).toBe(10);
  expect(plan.judge(0.99)).toBe(true);
});

it('plans the next round from the square of what is missing, with a margin, and then believes it', () => {
  const plan = new RoundPlan(10, 1000);
  expect(plan.judge(1.2)).toBe(false);
  expect(plan.length).toBeCloseTo(28.8);
  expect(plan.judge(1)).toBe(true);
});

it('does not believe what a short round says of a much longer one', () => {
  const plan = new RoundPlan(10, 1000);
  plan.judge(100);
  expect(plan.length).toBe(100);
  expect(plan.judge(0.9)).toBe(false);
  expect(plan.length).toBeCloseTo(162);
  expect(plan.judge(0.9)).toBe(true);
});

it('takes a small step at least where a planned round was not enough', () => {
  const plan = new RoundPlan(10, 1000);
  plan.judge(0.1);
  expect(plan.judge(1.01)).toBe(false);
  expect(plan.length).toBeCloseTo(20.402);
});

it('ends where patience does', () => {
  const plan = new RoundPlan(10, 50);
  expect(plan.judge(100)).toBe(false);
  expect(plan.length).toBe(50);
  expect(plan.judge(100)).toBe(true);
});
