import { describe, expect, it } from 'vitest';
import { findDyno } from '../catalogue/dynos.ts';
import { parseScenario, type Scenario } from './scenario.ts';

function parse(changes: object): Scenario {
  const document = {
    version: 1,
    web: { dyno: 'standard-2x', count: 4 },
    server: { name: 'gunicorn' },
    requests: [{ name: 'page', phases: [{ cpu: '5ms' }] }],
    traffic: { rate: '60/s' },
    ...changes,
  };
  const parsed = parseScenario(document);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

const assumed = ({ assumptions }: Scenario, path: string) => assumptions.find((assumption) => assumption.path === path);
const speedOf = (name: string) => findDyno(name)!.speed;

describe('a dyno of the catalogue', () => {
  it('brings cores, memory and speed, and says on whose word', () => {
    const scenario = parse({});
    const dyno = findDyno('Standard-2X')!;
    expect(scenario.web).toMatchObject({ count: 4, dyno, cores: dyno.cores, speed: 1, memory: 1024 });
    expect(assumed(scenario, 'web.cores')).toMatchObject({ value: 3.183, source: expect.stringMatching(/^assumed/) });
    expect(assumed(scenario, 'web.memory')).toMatchObject({ value: '1024MB' });
    expect(assumed(scenario, 'web.speed')).toMatchObject({ value: 1 });
    expect(assumed(scenario, 'cpu.measured-on')).toMatchObject({ value: 'standard-2x' });
  });

  it('is faster or slower than the one on which the demands were measured', () => {
    const scenario = parse({ web: { dyno: 'Performance-L' }, cpu: { 'measured-on': 'STANDARD-2X' } });
    expect(scenario.web.speed).toBeCloseTo(82.8 / 33.3, 12);
    expect(assumed(scenario, 'web.speed')!.source).toContain('Performance-L 1, Standard-2X 0.4022');
    expect(assumed(scenario, 'cpu.measured-on')).toBeUndefined();
  });

  it('stands in the echoed document, which is a scenario that says the same', () => {
    const scenario = parse({});
    expect(scenario.document).toMatchObject({
      app: { buildpack: 'python' },
      web: { dyno: 'standard-2x', count: 4 },
      cpu: { 'measured-on': 'standard-2x' },
      server: { workers: 4 },
    });
    expect(scenario.document.web).not.toHaveProperty('cores');
    const again = parse(scenario.document);
    expect([again.document, again.web]).toEqual([scenario.document, scenario.web]);
  });
});

describe('any other machine', () => {
  it('has the speed that is written, or 1', () => {
    expect(parse({ web: { cores: 2, memory: '2GB', speed: 0.5 } }).web).toMatchObject({
      ...{ count: 1, dyno: undefined, cores: 2, speed: 0.5, memory: 2048 },
    });
    expect(parse({ web: { cores: 2 } }).web).toMatchObject({ speed: 1, memory: undefined });
  });

  it('is compared with Performance-L where the demands come from a dyno', () => {
    const cpu = { 'measured-on': 'standard-1x' };
    expect(parse({ web: { cores: 2, speed: 0.5 }, cpu }).web.speed).toBe(0.5 / speedOf('standard-1x'));
    const silent = parse({ web: { cores: 2 }, cpu });
    expect(silent.web.speed).toBe(1 / speedOf('standard-1x'));
    expect(assumed(silent, 'web.speed')!.source).toContain('Performance-L');
  });
});

describe('workers', () => {
  const workers = (changes: object) => {
    const scenario = parse(changes);
    const { profile } = scenario.server;
    expect(scenario.document.server).toHaveProperty('workers', profile.workers);
    return [profile.workers, assumed(scenario, 'server.workers')?.source];
  };
  const rails = { name: 'unicorn' };

  it.each<[string, object, number, string | undefined]>([
    ['left out', {}, 4, 'python buildpack on Standard-2X'],
    ['default', { server: { name: 'gunicorn', workers: 'default' } }, 4, 'python buildpack on Standard-2X'],
    ['of another buildpack', { app: { buildpack: 'php' } }, 8, 'php buildpack'],
    ['of the last buildpack', { app: { buildpack: ['python', 'nodejs'] } }, 2, 'nodejs buildpack'],
    ['of a buildpack that sets none', { server: rails }, 1, 'unicorn configurator.rb'],
    ['of ruby after nodejs', { server: rails, app: { buildpack: ['nodejs', 'ruby'] } }, 1, 'unicorn configurator.rb'],
    ['on Fir', { web: { dyno: 'dyno-2c-8gb' } }, 1, 'gunicorn config.py'],
    ['on another machine', { web: { cores: 8 }, server: { name: 'gunicorn', workers: 'default' } }, 1, 'gunicorn'],
    ['as written', { server: { name: 'gunicorn', workers: 7 } }, 7, undefined],
  ])('%s', (_, changes, count, source) => {
    const [given, word] = workers(changes);
    expect(given).toBe(count);
    if (source === undefined) expect(word).toBeUndefined();
    else expect(word).toContain(source);
  });

  it('make no assumption about the buildpack where it is not asked', () => {
    expect(assumed(parse({}), 'app.buildpack')).toMatchObject({ value: 'python' });
    expect(assumed(parse({ app: { buildpack: 'php' } }), 'app.buildpack')).toBeUndefined();
    expect(assumed(parse({ server: { name: 'gunicorn', workers: 7 } }), 'app.buildpack')).toBeUndefined();
  });
});
