import { expect, it } from 'vitest';
import { findServer } from './index.ts';

it.each([
  ['puma', { overhead: '0.42ms' }, '0.2ms'],
  ['puma', { overhead: '0.12ms' }, '0.0686ms'],
  ['puma', { overhead: '0ms' }, '0ms'],
  ['puma', { overhead: '14ms' }, '0.2ms'],
  ['gunicorn', { overhead: '0.66ms', 'worker-class': 'gthread' }, '0.27ms'],
  ['gunicorn', { overhead: '0.75ms', 'worker-class': 'gevent' }, '0.1ms'],
])('waking up in %s costs no more than goes with %o', (name, written, expected) => {
  const { settings } = findServer(name)!;
  const all = Object.fromEntries(Object.entries(settings).map(([key, { default: value }]) => [key, value]));
  expect(settings['wake-up']!.defaultFor!({ ...all, ...written })).toBe(expected);
});
