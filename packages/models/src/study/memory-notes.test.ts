import { describe, expect, it } from 'vitest';
import { parseScenario } from '../scenario/scenario.ts';
import { memoryNotes } from './memory-notes.ts';

interface Wanted {
  readonly server?: object;
  readonly memory?: object;
  readonly web?: object;
  readonly traffic?: object;
  readonly router?: object;
}

function notes({ server, memory, web, traffic, router }: Wanted): string[] {
  const parsed = parseScenario({
    version: 1,
    web: { dyno: 'standard-1x', count: 2, ...web },
    server: { name: 'gunicorn', workers: 2, memory: { master: '40MB', worker: '110MB', ...memory }, ...server },
    requests: [{ name: 'page', phases: [{ cpu: '10ms' }, { wait: '190ms' }] }],
    traffic: traffic ?? { rate: '4/s' },
    router: { ...router },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return memoryNotes(parsed.value);
}

describe('a leak without recycling', () => {
  it('has no steady state: R14 and R15 when arithmetic says', () => {
    // 2/s a dyno leak 200 KB/s; 512 - 40 - 220 MB are free: 252 MB / (200/1024 MB/s) = 1290 s; and 512 MB more.
    expect(notes({ memory: { 'leak-per-request': '100KB' } })).toEqual([
      'a leak without recycling has no steady state: 12 MB a minute in each dyno, R14 after about 22 min, R15 and a restart after about 65 min, and again',
    ]);
  });

  it('makes the kernel kill workers where there is no swap', () => {
    const web = { dyno: 'private-s' };
    expect(notes({ web, memory: { 'leak-per-request': '100KB' } })).toEqual([
      'a leak without recycling has no steady state: 12 MB a minute in each dyno, the kernel kills a worker after about 65 min, and again',
    ]);
  });

  it('grows as fast as clients who wait for answers allow, at most', () => {
    const traffic = { clients: 2, think: '1s', timeout: '10s' };
    expect(notes({ traffic, memory: { 'leak-per-request': '1MB' } })[0]).toMatch(/: up to \d+ MB a minute/);
  });
});

it('recycled workers leak no more than in their longest life', () => {
  const recycled = (after: number) => ({ 'max-requests': after, 'max-requests-jitter': 50 });
  const memory = { 'leak-per-request': '100KB' };
  expect(notes({ memory, server: recycled(1200) })).toEqual([
    'recycled workers leak at most 244 MB in a dyno: 504 MB of 512 MB in all, it fits',
  ]);
  expect(notes({ memory, server: recycled(2000) })).toEqual([
    'recycled workers leak at most 400 MB in a dyno: 660 MB of 512 MB in all, that is too much',
  ]);
});

describe('memory of requests in flight', () => {
  it('is that of every slot where slots are limited', () => {
    const server = { 'worker-class': 'gthread', threads: 10 };
    expect(notes({ server, memory: { 'per-request': '20MB' } })).toEqual([
      '2 workers need about 660 MB of 512 MB: R14 from the start; 1 fit',
    ]);
  });

  it("is by Little's law where a worker begins whatever it accepts, and no more than it accepts", () => {
    const loop = { name: 'uvicorn', workers: 2, endpoints: 'async' };
    // 200/s x 0.2 s = 40 requests in flight, 20 in each dyno, 10 MB each.
    const busy = { traffic: { rate: '150/s' }, memory: { 'per-request': '20MB' } };
    expect(notes({ server: loop, ...busy })[0]).toMatch(/^2 workers need about 5\d\d MB of 512 MB: R14 from the start/);
    expect(notes({ server: loop, memory: { 'per-request': '20MB' } })).toEqual([]);
    const gevent = { 'worker-class': 'gevent', 'worker-connections': 5 };
    expect(notes({ server: gevent, ...busy })).toEqual([]);
  });
});

it('is not followed where all dynos are one', () => {
  expect(notes({ memory: { worker: '900MB' }, router: { policy: 'shared-queue' } })).toEqual([
    'router.policy shared-queue makes one machine of all dynos: their memory is not followed',
  ]);
});
