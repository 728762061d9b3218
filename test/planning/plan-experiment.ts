import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createPlanSearch, type Plan } from '@dynosim/models';
import { parse } from 'yaml';
import { BruteForce, commonTypes, costOf } from './brute-force.ts';
import { isRight } from './plan-judge.ts';
import { searchHere } from './search-here.ts';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    dynos: { type: 'string', default: commonTypes.join(',') },
    precision: { type: 'string', default: '2%' },
    'max-requests': { type: 'string', default: '1250000' },
  },
});

const types = options.dynos.split(',');

/** The review's scenarios, and the memory of a worker where the page says so [MiB]. */
const SCENARIOS: Readonly<Record<string, number>> = {
  'django-io': 256,
  'rails-cpu': 256,
  'memory-hungry': 450,
  'slow-partner': 256,
  mixed: 256,
};

function experiment(name: string, workerMemory: number): string {
  const text = readFileSync(new URL(`../../examples/review/${name}.yaml`, import.meta.url), 'utf8');
  const document = parse(text) as object;
  const started = performance.now();
  const plans = Array.from({ length: Number(options.seeds) }, (_, i) => planOf(document, `plan ${i}`, workerMemory));
  const seconds = (performance.now() - started) / 1000 / plans.length;
  console.log(`${name}: chosen ${tally(plans)}; brute force may take minutes`);
  const effort = { precision: options.precision, maxRequests: Number(options['max-requests']), most: 60 };
  const force = new BruteForce(document, effort, workerMemory);
  const best = force.cheapest(types);
  const right = plans.filter((plan) => isRight(plan, best, force)).length;
  const same = plans.filter(({ candidates: [first] }) => best && first?.costPerMonthUsd === costOf(best)).length;
  const requests = plans.reduce((sum, { work }) => sum + work.requests, 0) / plans.length / 1e6;
  return [
    name.padEnd(14),
    `right ${right} of ${plans.length}, same price ${same}`,
    `brute force: ${best ? `${best.count} x ${best.dyno} with ${best.workers}, ${costOf(best)} USD, ratio ${force.verdict(best).ratio.toFixed(3)}` : 'nothing'}`,
    `${requests.toFixed(1)} million requests and ${seconds.toFixed(1)} s a plan on one thread`,
  ].join('\n  ');
}

function planOf(document: object, seed: string, workerMemory: number): Plan {
  const wishes = { dynos: types, maxCost: undefined, spare: 0, workerMemory };
  return searchHere(createPlanSearch({ ...document, run: { seed } }, {}, wishes));
}

function tally(plans: readonly Plan[]): string {
  const names = plans.map(({ candidates: [c] }) => (c ? `${c.count} x ${c.dyno} with ${c.workers}` : 'nothing'));
  return [...new Set(names)].map((name) => `${names.filter((n) => n === name).length} times ${name}`).join(', ');
}

for (const [name, memory] of Object.entries(SCENARIOS).filter(([key]) => key.includes(options.only))) {
  console.log(experiment(name, memory));
}
