import { expect, it } from 'vitest';
import { shortNames } from './sweep-table.ts';

it('names are as short as they can be told apart', () => {
  expect(shortNames(['web.count', 'server.workers'])).toEqual(['count', 'workers']);
  expect(shortNames(['requests[0].weight', 'requests[1].weight'])).toEqual([
    'requests[0].weight',
    'requests[1].weight',
  ]);
  expect(shortNames(['traffic.on.rate', 'traffic.off.rate'])).toEqual(['on.rate', 'off.rate']);
  expect(shortNames(['run.duration'])).toEqual(['duration']);
  expect(shortNames(['name'])).toEqual(['name']);
});
