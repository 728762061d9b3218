import { expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import { scenarioNotes } from './scenario-notes.ts';

function notes(web: object, workers: number): string[] {
  const parsed = parseScenario({
    ...{ version: 1, web, server: { name: 'gunicorn', workers }, traffic: { rate: '1/s' } },
    requests: [{ name: 'page', phases: [{ cpu: '5ms' }] }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return scenarioNotes(parsed.value);
}

function neighbours(name: string): string {
  return `${name} shares its host: the noise of its neighbours is not modelled yet, real tails are longer`;
}

it.each([
  ['workers that share a core', { cores: 1 }, 4, ['4 workers share 1 core: processor sharing']],
  [
    'workers that share slow cores',
    { dyno: 'standard-2x' },
    4,
    ['4 workers share 3.18 cores: processor sharing', neighbours('Standard-2X')],
  ],
  ['a core for each worker', { dyno: 'performance-m', count: 10 }, 2, []],
  [
    'more dynos than Heroku runs',
    { dyno: 'eco', count: 2 },
    1,
    ['Heroku runs at most 1 Eco dyno of one process type; this scenario has 2', neighbours('Eco')],
  ],
  [
    'more Performance dynos',
    { dyno: 'performance-l', count: 11 },
    1,
    ['Heroku runs at most 10 Performance-L dynos of one process type; this scenario has 11'],
  ],
  ['many Standard dynos', { dyno: 'standard-1x', count: 100 }, 1, [neighbours('Standard-1X')]],
  ['any number of other machines', { cores: 1, count: 1000 }, 1, []],
])('says of %s', (_, web, workers, expected) => {
  expect(notes(web, workers)).toEqual(expected);
});
