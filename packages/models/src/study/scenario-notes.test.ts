import { expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import { scenarioNotes } from './scenario-notes.ts';

function notes(web: object, workers: number, traffic?: object): string[] {
  return notesOf({ name: 'gunicorn', workers }, web, traffic);
}

function notesOf(server: object, web: object, traffic: object = { rate: '1/s' }): string[] {
  const parsed = parseScenario({
    ...{ version: 1, web, server, traffic },
    requests: [{ name: 'page', phases: [{ cpu: '5ms' }] }],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return scenarioNotes(parsed.value);
}

const SLOWER = 'while more of them compute than there are cores, each runs slower';

function neighbours(name: string): string {
  return `${name} shares its host: real tails are longer; cpu.noise: typical simulates its neighbours`;
}

it.each([
  ['workers that share a core', { cores: 1 }, 4, [`4 workers share 1 core: ${SLOWER}`]],
  [
    'workers that share slow cores',
    { dyno: 'standard-2x' },
    4,
    [`4 workers share 3.18 cores: ${SLOWER}`, neighbours('Standard-2X')],
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

it.each([
  ['node', 'performance-l', '28 workers share 8 cores, as the default of the nodejs buildpack counts memory only'],
  ['gunicorn', 'performance-l', '17 workers share 8 cores'],
  ['gunicorn', 'standard-2x', '4 workers share 3.18 cores'],
])('says of the default of %s on %s why it is more than its cores', (name, dyno, expected) => {
  expect(notesOf({ name }, { dyno })[0]).toBe(`${expected}: ${SLOWER}`);
});

it('blames no buildpack for what it was told', () => {
  expect(notesOf({ name: 'node', workers: 28 }, { dyno: 'performance-l' })).toEqual([
    `28 workers share 8 cores: ${SLOWER}`,
  ]);
  const memory = { worker: '450MB' };
  const [fit] = notesOf({ name: 'node', workers: 'fit', memory }, { dyno: 'performance-l' });
  expect(fit).toBe(`28 workers share 8 cores: ${SLOWER}`);
});

it('says what is accepted and has no effect', () => {
  const loop = { clients: 2, 'keep-alive': true };
  expect(notes({ cores: 1 }, 1, loop)).toEqual(['traffic.keep-alive has no effect: gunicorn closes after each answer']);
  expect(notes({ cores: 1 }, 1, { ...loop, 'keep-alive': false })).toEqual([]);
});

it('says of retries whether they could keep an overload alive', () => {
  const traffic = (attempts: number): object => ({ rate: '100/s', timeout: '1s', retries: { attempts } });
  expect(notes({ cores: 1 }, 1, traffic(1))).toEqual([
    'if every request failed, its retries would make 200/s of it, and 179/s can be served: overload may last',
  ]);
  expect(notes({ cores: 2, count: 2 }, 2, traffic(1))).toEqual([]);
});
