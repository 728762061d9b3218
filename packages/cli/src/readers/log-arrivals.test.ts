import { expect, it } from 'vitest';
import { LogProfile, LogTrace } from './log-arrivals.ts';

/** A request that ended at a second of the hour, after some milliseconds. */
function line(second: string, service: number): readonly string[] {
  const minute = 2 + Math.floor(Number(second) / 60);
  const stamp = `2026-02-11T08:${String(minute).padStart(2, '0')}:${second.padStart(2, '0')}+00:00`;
  return [`${stamp} heroku[router]: at=info path="/" dyno=web.1 connect=0ms service=${service}ms status=200`];
}

it('an arrival is the stamp less the time it took, in the order of arrivals', () => {
  const trace = new LogTrace();
  for (const row of [line('10.5', 500), line('11.25', 1000), line('11.0', 900), line('12.0', 500)])
    expect(trace.take(row)).toBeUndefined();
  expect([...trace.value().arrival]).toEqual([0, 0.1, 0.25, 1.5]);
});

it('stamps in whole seconds are spread over their second, in the order of the file', () => {
  const trace = new LogTrace();
  for (const second of ['10', '10', '11', '11', '11', '11']) trace.take(line(second, 0));
  expect([...trace.value().arrival]).toEqual([0, 0.5, 0.875, 1.125, 1.375, 1.625]);
});

it('a profile counts the arrivals of every second', () => {
  const profile = new LogProfile();
  for (const second of ['10.1', '10.2', '10.9', '13.5']) profile.take(line(second, 0));
  const { start, rate, end } = profile.value();
  expect([[...start], [...rate], end]).toEqual([[0, 1, 2, 3], [3, 0, 0, 1], 4]);
});
