import { describe, expect, it } from 'vitest';
import type { KeptConnections } from './dyno/kept-connections.ts';
import { Life, type Workers } from './dyno/workers.ts';
import { EventEngine } from './event-engine.ts';
import { Holder, type Requests } from './request/requests.ts';
import { parseScenario } from './scenario/scenario.ts';

/** What a test may see of an engine that has stopped. */
interface Opened {
  readonly requests: Requests;
  readonly fleet: { readonly workers: Workers; readonly kept: KeptConnections | undefined };
}

const CLIENTS = 30;

const keeping: Readonly<Record<string, object>> = {
  gthread: { name: 'gunicorn', 'worker-class': 'gthread', threads: 2, 'worker-connections': 4, 'max-requests': 9 },
  gevent: { name: 'gunicorn', 'worker-class': 'gevent', 'worker-connections': 3, timeout: '60ms', preload: true },
  'gunicorn with uvicorn': { name: 'gunicorn', 'worker-class': 'uvicorn', timeout: '60ms', preload: true },
  uvicorn: { name: 'uvicorn', 'limit-max-requests': 20, 'limit-max-requests-jitter': 20, boot: '0s' },
  'Puma 6': { name: 'puma', version: '6.6', threads: 2 },
  'Puma 8': { name: 'puma', version: '8.0', threads: 2 },
  Node: { name: 'node' },
};

function runFor(server: object, seed: number): Opened {
  const parsed = parseScenario({
    version: 1,
    web: { cores: 1, count: 2 },
    server: { workers: 2, ...server },
    requests: [{ name: 'page', phases: [{ cpu: { exponential: { mean: '20ms' } } }, { wait: '30ms' }] }],
    traffic: { clients: CLIENTS, 'keep-alive': true, think: { exponential: { mean: '1s' } }, timeout: '2s' },
    router: { generation: 'none' },
    run: { duration: '40s', seed },
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const order = { replication: 0, from: 0, to: 40, end: 40, untilAnswered: false, points: 0, seriesEnd: 40 };
  const engine = new EventEngine(parsed.value, order);
  engine.run();
  return engine as unknown as Opened;
}

/** Connections of each worker by looking at every request and every client. */
function counted({ requests, fleet }: Opened): number[] {
  const { workers, kept } = fleet;
  const connections = new Array<number>(workers.count).fill(0);
  for (let slot = 0; slot < requests.holders.length; slot++) {
    const place = requests.worker[slot]!;
    if ((requests.holders[slot]! & Holder.server) !== 0 && place >= 0) connections[place]! += 1;
  }
  for (let client = 0; client < CLIENTS; client++) {
    const place = kept!.of(client);
    if (place >= 0) connections[place]! += 1;
  }
  return connections;
}

describe('with kept connections', () => {
  it.each(Object.entries(keeping))('%s counts exactly those that are open, after 40 s, five times', (name, server) => {
    for (let seed = 1; seed <= 5; seed++) {
      const opened = runFor(server, seed);
      const { workers } = opened.fleet;
      // Node's master has sent a worker one connection that it has not taken yet.
      const onTheirWay = name === 'Node' ? 1 : 0;
      for (const [place, count] of counted(opened).entries()) {
        expect(count - workers.connections[place]!).toBeGreaterThanOrEqual(0);
        expect(count - workers.connections[place]!).toBeLessThanOrEqual(onTheirWay);
        if (workers.life[place] === Life.down) expect(count).toBe(0);
      }
    }
  });
});
