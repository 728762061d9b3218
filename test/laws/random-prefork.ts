import fc from 'fast-check';
import { type Ingredients, ingredients } from '../reference/random-scenario.ts';
import type { ServerIngredients } from '../reference/random-server.ts';

/** Worker processes with one request at a time that nobody interrupts or keeps from its data: as in textbooks. */
export const prefork: fc.Arbitrary<Ingredients> = ingredients(
  fc.record({
    name: fc.constantFrom('gunicorn', 'unicorn'),
    workers: fc.constantFrom(1, 2, 4),
    overhead: fc.constantFrom(0, 0.05),
    'first-request': fc.constantFrom(0, 0.5),
    timeout: fc.constant(0),
  }) as fc.Arbitrary<ServerIngredients>,
).map((i) => ({ ...i, database: undefined, memory: undefined }));

export function workersOf({ server }: Ingredients): number {
  return server['workers'] as number;
}

/** As a multiple of the mean service time. */
export function overheadOf({ server }: Ingredients): number {
  return server['overhead'] as number;
}
