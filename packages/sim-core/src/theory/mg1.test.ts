import { expect, it } from 'vitest';
import { mg1MeanResponse, mg1MeanWait } from './mg1.ts';
import { mg1PsMeanResponse, mg1PsResponseOfSize } from './mg1-ps.ts';

it.each([
  ['exponential', 0.9, 1, 9],
  ['Erlang-2', 0.8, Math.SQRT1_2, 3],
  ['lognormal', 0.7, 1, 2.33333],
  ['lognormal', 0.5, 2, 2.5],
  ['Weibull of shape 0.5', 0.8, Math.sqrt(5), 12],
])('M/G/1 has the published mean wait: %s at load %f', (_, load, cv, wait) => {
  expect(mg1MeanWait({ arrivalRate: load, serviceTime: 1, cv })).toBeCloseTo(wait, 5);
  expect(mg1MeanResponse({ arrivalRate: load, serviceTime: 1, cv })).toBeCloseTo(wait + 1, 5);
});

it('M/G/1 with processor sharing slows every request by the same factor', () => {
  expect(mg1PsMeanResponse(8, 0.1)).toBeCloseTo(0.5, 12);
  expect(mg1PsResponseOfSize(0.3, 0.8)).toBeCloseTo(1.5, 12);
});

it('nothing has a steady state beyond full load', () => {
  expect(() => mg1MeanWait({ arrivalRate: 2, serviceTime: 1, cv: 1 })).toThrow(RangeError);
  expect(() => mg1PsMeanResponse(1, 1)).toThrow(RangeError);
  expect(() => mg1PsResponseOfSize(1, 1)).toThrow(RangeError);
});
