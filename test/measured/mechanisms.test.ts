import { parseScenario, type Scenario } from '@dynosim/models';
import { expect, it } from 'vitest';
import { mechanisms } from './mechanisms.ts';

function scenario(server: object, traffic: object = { rate: '5/s' }): Scenario {
  const phases = [{ cpu: '1ms' }, { wait: '1ms' }, { wait: '1ms' }];
  const parsed = parseScenario({
    version: 1,
    web: { cores: 1 },
    server,
    requests: [{ name: 'request', phases }],
    traffic,
    router: { generation: 'none' },
  });
  if (!parsed.ok) throw new Error(parsed.problems[0]!.rule);
  return parsed.value;
}

const ALL = [
  scenario({ name: 'gunicorn', workers: 2, 'worker-class': 'gthread', threads: 4 }),
  scenario({ name: 'node', workers: 2 }),
  scenario({ name: 'gunicorn', backlog: 8, timeout: '2s', 'max-requests': 5 }),
  scenario({ name: 'puma' }, { clients: 4, timeout: '1s', late: 'count', 'keep-alive': true }),
];

it.each(mechanisms)('$name is part of some scenarios, and can be taken out once', ({ without }) => {
  const changed = ALL.filter((s) => without(s) !== s);
  expect(changed.length).toBeGreaterThan(0);
  for (const s of changed) expect(without(without(s))).toEqual(without(s));
});

it('a mechanism that plays no part leaves the scenario as it is', () => {
  const plain = scenario({ name: 'unicorn', workers: 1, timeout: '0s', overhead: '0ms' });
  const idle = [
    'accept-race',
    'turns',
    'second-turn',
    'quantum',
    'early-binding',
    'timeout',
    'recycling',
    'keep-alive',
  ];
  for (const { without } of mechanisms.filter(({ name }) => idle.includes(name))) expect(without(plain)).toBe(plain);
});
