import { describe, expect, it } from 'vitest';
import { parseScenario } from './scenario.ts';

const parsed = (server: object, web: object) =>
  parseScenario({
    ...{ version: 1, web, server, traffic: { rate: '1/s' } },
    requests: [{ name: 'page', phases: [{ cpu: '5ms' }] }],
  });

describe('the heap of a JVM', () => {
  const server = { name: 'tomcat', memory: { heap: 'default', worker: '150MB' } };

  it.each([
    ['standard-1x', 300],
    ['standard-2x', 671],
    ['performance-m', 2048],
  ])('is what the buildpack gives it on %s, besides the rest of the process', (dyno, heap) => {
    const scenario = parsed(server, { dyno });
    if (!scenario.ok) throw new Error(JSON.stringify(scenario.problems));
    expect(scenario.value.memory!.worker).toBe(heap + 150);
    const [assumed] = scenario.value.assumptions.filter(({ path }) => path === 'server.memory.heap');
    expect(assumed!.value).toBe(`${heap}MB`);
  });

  it('may be said, and is nothing that Python has', () => {
    const own = parsed({ ...server, memory: { heap: '1GB', worker: '150MB' } }, { dyno: 'performance-m' });
    expect(own).toMatchObject({ ok: true, value: { memory: { worker: 1174 } } });
    expect(parsed({ ...server, name: 'gunicorn' }, { dyno: 'performance-m' })).toMatchObject({
      ok: false,
      problems: [{ path: ['server', 'memory', 'heap'], rule: 'gunicorn has no JVM, so no heap' }],
    });
  });
});
