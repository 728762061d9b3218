import { parseScenario, type ReplayTrace, type ScenarioDocument } from '@dynosim/models';
import { describe, expect, it } from 'vitest';
import type { CaseSettings, MeasuredRun } from './case-folder.ts';
import { caseScenario } from './case-scenario.ts';

const RUN: MeasuredRun = {
  noisy: false,
  status: {},
  completedRate: 1,
  p50: 1,
  p95: 1,
  p99: 1,
  trace: 'trace-1.csv.gz',
  duration: undefined,
};
const TRACE = {
  arrivals: Float64Array.of(0, 0.5),
  cpu: Float64Array.of(0.002, 0.003),
  wait: Float64Array.of(0.1, 0.2),
} as unknown as ReplayTrace;
const KINDS: CaseSettings['server'][] = [
  { kind: 'gunicorn', w: 3 },
  { kind: 'gunicorn', w: 2, args: ['-k', 'gthread', '--threads', '4'] },
  { kind: 'gunicorn', w: 3, args: ['-k', 'gevent', '--worker-connections', '100'] },
  { kind: 'gunicorn', w: 2, args: ['-k', 'uvicorn.workers.UvicornWorker'] },
  { kind: 'uvicorn', w: 2, args: ['--limit-concurrency', '50'] },
  { kind: 'unicorn', w: 4, env: { TIMEOUT: 5 } },
  { kind: 'puma', args: ['-w', '2', '-t', '5:5'] },
  { kind: 'node', env: { CLUSTER: 2 } },
];

function settings(server: CaseSettings['server'], more: Partial<CaseSettings>): CaseSettings {
  return { name: 'a case', title: '', server, warm_s: 5, dur_s: 30, ...more };
}

function documentOf(of: CaseSettings): ScenarioDocument {
  const expressed = caseScenario(of, RUN, TRACE);
  if ('reason' in expressed) throw new Error(expressed.reason);
  return expressed.document;
}

function accepted(document: ScenarioDocument): boolean {
  const parsed = parseScenario(document, document.traffic.replay ? { trace: TRACE } : {});
  return parsed.ok;
}

const workload = (arrivals: object): Partial<CaseSettings> =>
  ({ workload: { arrivals, io: { dist: 'exp', mean: 50 }, cpu: { dist: 'const', v: 2 } } }) as Partial<CaseSettings>;

describe.each(KINDS.map((server) => [`${server.kind} ${server.args?.join(' ') ?? ''}`, server] as const))(
  '%s',
  (_, server) => {
    it('under a recorded load', () => {
      const document = documentOf(
        settings(server, { ...workload({ kind: 'poisson', rate: 20 }), client_timeout_s: 4 }),
      );
      expect(document.traffic).toEqual({ replay: 'trace-1.csv.gz', timeout: '4s' });
      expect(document.run!.window).toEqual(['5s', '35s']);
      expect(accepted(document)).toBe(true);
    });

    it('under a closed loop', () => {
      const think = { dist: 'exp', mean: 500 };
      const document = documentOf(settings(server, workload({ kind: 'closed', clients: 10, think })));
      expect(document.traffic).toEqual({ clients: 10, think: { exponential: { mean: '500ms' } }, timeout: '30s' });
      expect(accepted(document)).toBe(true);
    });

    it('under wrk', () => {
      const wrk = 'wrk -c400 -d30s --timeout 10s http://127.0.0.1:1/?io=530&cpu=1';
      const document = documentOf(settings(server, { wrk }));
      expect(document.traffic).toMatchObject({ clients: 400, timeout: '10s', late: 'count', 'keep-alive': true });
      expect(document.run).toMatchObject({ duration: '30s' });
      expect(accepted(document)).toBe(true);
    });
  },
);

it.each([
  ['a core for each worker that mostly waits', { rt: 1 }, 4],
  ['one core', { core: true }, 0.99],
  ['two cores', { rt: 0 }, 1.98],
])('%s', (_, more, cores) => {
  const of = settings({ kind: 'gunicorn', w: 4 }, { ...workload({ kind: 'poisson', rate: 20 }), ...more });
  expect(documentOf(of).web).toEqual({ cores, count: 1 });
});

it('says why not if nobody says what was sent', () => {
  const { workload: _, ...of } = settings({ kind: 'gunicorn' }, workload({ kind: 'poisson', rate: 20 }));
  expect(caseScenario(of, RUN, TRACE)).toEqual({ reason: 'nobody says what was sent' });
});
