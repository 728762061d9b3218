import { mg1MeanResponse } from '@dynosim/sim-core';
import { expect, it } from 'vitest';
import { cells } from './cells.ts';
import { FIGURES } from './experiment.ts';
import { lognormalStation } from './kiefer-wolfowitz.ts';

const REQUESTS = 2_000_000;

it.each([0.5, 0.8])('the recursion has the mean of Pollaczek and Khinchine for one server at load %f', (load) => {
  const { values, standardErrors } = lognormalStation(1, load, REQUESTS);
  const exact = mg1MeanResponse({ arrivalRate: 10 * load, serviceTime: 0.1, cv: 1 });
  expect(Math.abs(values.mean - exact)).toBeLessThan(4 * standardErrors.mean);
});

it.each([0.5, 0.8, 0.9])('the recursion finds its own long run again, four servers at load %f', (load) => {
  const { values, standardErrors } = lognormalStation(4, load, REQUESTS);
  const { truth } = cells.find(({ name }) => name === `split-${load}`)!;
  for (const figure of FIGURES) {
    expect(Math.abs(values[figure] - truth.values[figure])).toBeLessThan(4 * standardErrors[figure]);
  }
});
