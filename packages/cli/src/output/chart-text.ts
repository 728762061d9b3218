import type { ChartDefinition } from '@dynosim/charts';
import { wrapped } from './wrapped.ts';

/** A chart of the catalogue: its name, the question that it answers, and what it is drawn from. */
export function chartText({ name, summary, takes, simulate }: ChartDefinition): string {
  const results = takes.results === 'one' ? 'one result' : 'any number of results';
  const measured = takes.measured ? ' and a measured run (--measured FILE)' : '';
  const scenario =
    simulate === 'once' ? 'a scenario, which is run first' : 'a scenario, which is run at many loads first';
  return [
    name,
    ...wrapped(summary, '  ', '  '),
    ...wrapped(`drawn from ${results}${measured}; instead of a result ${scenario}`, '  ', '  '),
    '',
  ].join('\n');
}
