import { parseArgs } from 'node:util';
import { createCapacitySearch } from '@dynosim/models';
import { type KnownLimit, knownLimits } from './known-limits.ts';
import { searchHere } from './search-here.ts';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    only: { type: 'string', default: '' },
    precision: { type: 'string', default: '0.02' },
  },
});

/** How often the interval of a limit holds the true one, its median half width, and the mean error of the estimates. */
function coverage({ name, rate, document }: KnownLimit, seeds: number): string {
  const started = performance.now();
  const runs = Array.from({ length: seeds }, (_, i) => {
    const scenario = { ...document, run: { seed: `limit ${i}` } };
    return searchHere(createCapacitySearch(scenario, {}, Number(options.precision))).ratePerSecond;
  });
  const covered = runs.filter(({ low, high }) => low! <= rate && rate <= high!).length;
  const widths = runs.map(({ low, high }) => (high! - low!) / 2 / rate).toSorted((a, b) => a - b);
  const bias = runs.reduce((sum, { value }) => sum + value! / rate - 1, 0) / seeds;
  const deviation = Math.sqrt(runs.reduce((sum, { value }) => sum + (value! / rate - 1 - bias) ** 2, 0) / (seeds - 1));
  const percent = (x: number): string => `${(100 * x).toFixed(2)} %`;
  const seconds = (performance.now() - started) / 1000 / seeds;
  return [
    name.padEnd(12),
    `${covered} of ${seeds} cover`,
    `half width ${percent(widths[Math.floor(seeds / 2)]!)}`,
    `bias ${percent(bias)} +- ${percent(deviation / Math.sqrt(seeds))}`,
    `${seconds.toFixed(1)} s a search`,
  ].join('  ');
}

for (const known of knownLimits.filter(({ name }) => name.includes(options.only))) {
  console.log(coverage(known, Number(options.seeds)));
}
