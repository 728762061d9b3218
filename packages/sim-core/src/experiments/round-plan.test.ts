import { expect, it } from 'vitest';
import { RoundPlan } from './round-plan.ts';

it('does not stop at a round that was only lucky, unless it did twice as well as wanted', () => {
  expect(new RoundPlan(10, 1000).judge(0.9)).toBe(false);
  expect(new RoundPlan(10, 1000).judge(0.5)).toBe(true);
});

it('plans the next round from the square of what is missing, with a margin, and then believes it', () => {
  const plan = new RoundPlan(10, 1000);
  expect(plan.judge(2)).toBe(false);
  expect(plan.length).toBeCloseTo(64);
  expect(plan.judge(1)).toBe(true);
});

it('takes a step of ten at most, and does not believe a round after a longer one was wanted', () => {
  const plan = new RoundPlan(10, 1000);
  plan.judge(100);
  expect(plan.length).toBe(100);
  expect(plan.judge(0.9)).toBe(false);
  expect(plan.length).toBeCloseTo(129.6);
});

it('ends where patience does', () => {
  const plan = new RoundPlan(10, 50);
  expect(plan.judge(100)).toBe(false);
  expect(plan.length).toBe(50);
  expect(plan.judge(100)).toBe(true);
});
