import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dynosim, newFolder } from '../cli/program.ts';
import { changed, SCENARIO } from '../cli/scenario-text.ts';

/** A text that is no scenario, and the beginning of every line that must complain about it, in this order. */
type Row = readonly [title: string, text: string | Uint8Array, ...complaints: string[]];

const WAIT = '{lognormal: {mean: 95ms, cv: 1}}';
const REQUESTS = `
  - name: page
    phases: [{cpu: 5ms}, {wait: ${WAIT}}]`;

const UNITS: readonly Row[] = [
  ['no unit of a rate', changed('60/s', '60'), '8:17 traffic.rate: a rate needs a unit (/s, /min, /h): write 60/s'],
  [
    'no unit of a duration',
    changed(WAIT, '5'),
    '7:33 requests[0].phases[1].wait: a duration needs a unit (us, ms, s, min, h, d): write 5ms',
  ],
  [
    'no unit of a share',
    `${SCENARIO}run: {precision: 5}`,
    '10:18 run.precision: a percentage needs a unit (%): write 5%',
  ],
  [
    'a wrong unit',
    changed('60/s', '60/fortnight'),
    '8:17 traffic.rate: expected a rate such as 60/s (units: /s, /min, /h), got "60/fortnight"',
  ],
  [
    'a decimal comma',
    changed('95ms', '"9,5ms"'),
    '7:52 requests[0].phases[1].wait.lognormal.mean: expected a duration such as 250ms',
  ],
  ['a negative duration', changed(WAIT, '-5ms'), '7:33 requests[0].phases[1].wait: expected a duration'],
  ['a rate of 0', changed('60/s', '0/s'), '8:17 traffic.rate: must be more than 0'],
  [
    'a rate of nothing',
    changed('60/s', ''),
    '8:17 traffic.rate: expected a rate such as 60/s (units: /s, /min, /h), got nothing',
  ],
  [
    'a bound without a unit',
    changed('400ms', '400'),
    '9:7 slo[0]: p95 is bounded by a duration such as 400ms, got "400"',
  ],
];

const KEYS: readonly Row[] = [
  ['an unknown key', `${SCENARIO}trafic: 1`, '10:1 trafic: unknown key "trafic"', 'hint: did you mean traffic?'],
  [
    'an unknown key for one that is needed',
    changed('name: gunicorn', 'nam: gunicorn'),
    '4:1 server.name: missing; expected one of ',
    '4:10 server.nam: unknown key "nam"',
    'hint: did you mean name?',
  ],
  [
    'a server that is none',
    changed('gunicorn', 'gunicron'),
    '4:16 server.name: expected one of ',
    'hint: did you mean gunicorn?',
  ],
  [
    'a setting of another server',
    changed('name: gunicorn', 'name: unicorn, worker-class: sync'),
    '4:25 server.worker-class: unicorn has no setting "worker-class"',
  ],
  ['a key given twice', `${SCENARIO}name: again`, '10:1 name: the key "name" is given twice'],
  ['a key that is a list', `${SCENARIO}[1]: 2`, '10:1 a key must be a word'],
  ['a key that is a number', `${SCENARIO}1: 2`, '10:1 1: unknown key "1"'],
  ['__proto__', `${SCENARIO}__proto__: {version: 1}`, '10:1 __proto__: the key "__proto__" is not allowed'],
  [
    'constructor',
    changed('cores: 4', 'cores: 4, constructor: {prototype: 1}'),
    '3:17 web.constructor: the key "constructor" is not allowed',
  ],
];

const VALUES: readonly Row[] = [
  ['no version', changed('version: 1\n', ''), '1:1 version: missing; expected 1'],
  ['another version', changed('version: 1', 'version: 2'), '1:10 version: expected 1, got 2'],
  ['a number in quotes', changed('count: 2', 'count: "2"'), '3:24 web.count: expected a number, got "2"'],
  ['half a dyno', changed('count: 2', 'count: 2.5'), '3:24 web.count: expected a whole number, got 2.5'],
  ['no dyno', changed('count: 2', 'count: 0'), '3:24 web.count: must be at least 1'],
  ['NaN', changed('cores: 4', 'cores: .nan'), '3:14 web.cores: .nan is not a finite number'],
  ['1e309', changed('cores: 4', 'cores: 1e309'), '3:14 web.cores: 1e309 is not a finite number'],
  ['-0', changed('cores: 4', 'cores: -0'), '3:14 web.cores: must be more than 0'],
  ['a name that is a number', changed('demo', '123'), '2:7 name: expected a text, got 123'],
  [
    'a word for a section',
    changed('{name: gunicorn, workers: 4}', 'gunicorn'),
    '4:9 server: expected keys and values, got "gunicorn"',
  ],
  ['binary', changed('demo', '!!binary abcd'), '2:16 name: expected a text, a number or true or false'],
  ['an unknown tag', changed('demo', '!js abcd'), '2:7 unresolved tag: !js'],
];

const SENSE: readonly Row[] = [
  [
    'two kinds of traffic',
    changed('60/s', '60/s, replay: none.csv'),
    '8:10 traffic: give one of rate or replay, not both',
    '8:31 traffic.replay: none.csv: no such file',
  ],
  [
    'no machine',
    changed('cores: 4, ', ''),
    '3:6 web: says nothing of the machine',
    'hint: write dyno: standard-2x, or cores: 1',
  ],
  [
    'a machine described twice',
    changed('cores: 4', 'cores: 4, dyno: eco'),
    '3:7 web.cores: give dyno or cores, not both',
    'hint: leave cores out (--set web.cores=), or dyno',
  ],
  [
    'neighbours beside the quota of a Fir type',
    `${changed('cores: 4', 'dyno: dyno-1c-4gb')}cpu: {neighbours: [{shares: 1024}]}\n`,
    'cpu.neighbours: dyno-1c-4gb has a quota: neighbours are not modelled beside it',
  ],
  [
    'a dyno type that is none',
    changed('cores: 4', 'dyno: standrd-2x'),
    '3:13 web.dyno: there is no dyno type "standrd-2x"',
    'hint: did you mean standard-2x?',
  ],
  [
    'demands measured nowhere',
    `${SCENARIO}cpu: {measured-on: my laptop}`,
    '10:20 cpu.measured-on: there is no dyno type "my laptop"',
    'hint: dynosim catalogue dynos lists them',
  ],
  [
    'a buildpack that is none',
    `${SCENARIO}app: {buildpack: [nodejs, pyton]}`,
    '10:27 app.buildpack[1]: expected one of python, ',
    'hint: did you mean python?',
  ],
  [
    'workers in prose',
    changed('workers: 4', 'workers: many'),
    '4:35 server.workers: expected one of default, fit or a number, got "many"',
  ],
  [
    'half a worker',
    changed('workers: 4', 'workers: 4.5'),
    '4:35 server.workers: expected one of default, fit or a whole number',
  ],
  ['no kind of traffic', changed('rate: 60/s', ''), '8:10 traffic: says nothing of arrivals'],
  [
    'a window after the end',
    `${SCENARIO}run: {duration: 10s, window: [2s, 20s]}`,
    '10:30 run.window: ends after the run, which ends at 10s',
  ],
  [
    'a window backwards',
    `${SCENARIO}run: {duration: 10s, window: [5s, 2s]}`,
    '10:30 run.window: must end after it begins',
  ],
  [
    'a window of a run without end',
    `${SCENARIO}run: {window: [2s, 5s]}`,
    '10:7 run.window: a window needs run.duration',
  ],
  [
    'percentiles that do not rise',
    changed('{mean: 95ms, cv: 1}', '{p50: 100ms, p95: 50ms}'),
    '7:45 requests[0].phases[1].wait.lognormal: percentiles must be more than 0 and rise',
  ],
  [
    'half of a distribution',
    changed(', cv: 1', ''),
    '7:45 requests[0].phases[1].wait.lognormal: lognormal needs {mean, cv} or any two percentiles',
  ],
  [
    'two distributions',
    changed(WAIT, '{exponential: {mean: 1ms}, lognormal: {mean: 95ms, cv: 1}}'),
    '7:33 requests[0].phases[1].wait: expected one distribution, got',
  ],
  ['no requests', changed(REQUESTS, ' []'), '5:11 requests: needs at least 1 entry'],
  ['requests forgotten', changed(REQUESTS, ''), '5:10 requests: expected a list, got nothing'],
  [
    'two classes of one name',
    changed('traffic', '  - {name: page, phases: [{cpu: 1ms}]}\ntraffic'),
    '8:12 requests[1].name: the name "page" is taken by request 1',
  ],
  [
    'a phase of two kinds',
    changed('{cpu: 5ms}', '{cpu: 5ms, wait: 1ms}'),
    '7:14 requests[0].phases[0]: a phase is one of cpu, wait or db, got cpu and wait',
  ],
  [
    'an objective in prose',
    changed('p95 < 400ms', 'fast'),
    '9:7 slo[0]: expected a rule such as p95 < 400ms, got "fast"',
  ],
];

const database = (fields: string): string => `${SCENARIO}database: {${fields}}`;

const DATABASE: readonly Row[] = [
  [
    'a plan that is none, twice over',
    database('plan: standart-0, connections: 5'),
    '10:18 database.plan: there is no Postgres plan "standart-0"',
    'hint: did you mean standard-0?',
    '10:30 database.connections: give plan or connections, not both',
  ],
  [
    'nothing left',
    database('plan: essential-0, reserved: 20'),
    '10:41 database.reserved: leaves none of the 20 connections',
  ],
  [
    'an endless patience without a pool',
    database('pool: none, checkout-timeout: 5s'),
    '10:24 database.checkout-timeout: without a pool nobody waits for a connection',
  ],
  ['more kept than there are', database('pool: 2, reuse: 3'), '10:28 database.reuse: is more than the 2 connections'],
  ['no time to connect', database('connect: 0ms'), '10:21 database.connect: must be more than 0'],
  [
    'a pooler of unknown size',
    database('pgbouncer: true'),
    '10:23 database.pgbouncer: how many connections it has depends on the plan',
    'hint: write plan: standard-0, or pgbouncer: {connections: 90}',
  ],
  [
    'a pooler that is too large and has no patience',
    database('connections: 5, pgbouncer: {connections: 9, timeout: 0s}'),
    '10:53 database.pgbouncer.connections: is more than the 5 that the database accepts',
    '10:65 database.pgbouncer.timeout: must be more than 0',
  ],
  [
    'a client that is none',
    database('client: activerecord'),
    '10:20 database.client: expected one of ',
    'hint: did you mean active-record?',
  ],
];

const SYNTAX: readonly Row[] = [
  ['a bracket too many', changed('cores: 4,', 'cores: 4, ]'), '3:17 a { before this point has no }'],
  ['a bracket too few', changed('count: 2}', 'count: 2'), '4:1 a { before this point has no }'],
  ['a tab', changed('  - name', '\t- name'), '6:1 a tab, where YAML wants spaces', 'hint: indent with spaces'],
  ['a colon in a text', changed('demo', 'a: b'), '2:7 a second "key: value" on one line'],
  ['two documents', `${SCENARIO}---\nversion: 1\n`, '10:1 a second document begins here'],
  ['nothing', '', '1:1 there is no scenario in it', 'hint: a scenario begins with version: 1'],
  ['a comment', '# later\n', '1:1 there is no scenario in it'],
  ['a list', '- 1\n- 2\n', '1:1 expected keys and values, got a list'],
  ['prose', 'hello', '1:1 expected keys and values, got "hello"'],
  ['NUL', changed('demo', 'de\0mo'), '2:9 the control character U+0000 is not allowed'],
  [
    'a byte order mark and CRLF',
    `\ufeff${changed('60/s', '60').replaceAll('\n', '\r\n')}`,
    '8:17 traffic.rate: a rate needs a unit',
  ],
  ['an alias of nothing', changed('cores: 4', 'cores: *four'), '3:14 web.cores: nothing is called &four'],
];

const bomb = [
  'a: &a [x,x,x,x,x,x,x,x,x,x]',
  ...'bcdef'.split('').map((name, i) => `${name}: &${name} [${Array(10).fill(`*${'abcdef'[i]}`).join(',')}]`),
];

const SIZE: readonly Row[] = [
  ['many aliases of aliases', bomb.join('\n'), '1:24 the document has more than 100000 values'],
  [
    'an alias of itself',
    changed(WAIT, '&m {mixture: [{weight: 1, mixture: [*m]}]}'),
    '7:69 the document has more than 32 levels',
  ],
  ['a deep list', `a: ${'['.repeat(40)}${']'.repeat(40)}`, '1:36 the document has more than 32 levels'],
  ['brackets without end', '['.repeat(20_000), 'the document has more than 32 levels'],
  [
    'many keys',
    Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'),
    '1:1 version: missing',
    'and 19955 more problems',
  ],
  ['more than 1 MiB', `#${'x'.repeat(1024 * 1024)}\n${SCENARIO}`, '<stdin>: larger than 1024 KiB'],
  ['bytes that are no text', new Uint8Array([0x61, 0xff, 0x80]), '<stdin>: is not a UTF-8 text'],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x61, 0]), '<stdin>: is UTF-16; save it as UTF-8'],
];

const GROUPS = {
  units: UNITS,
  keys: KEYS,
  values: VALUES,
  sense: SENSE,
  database: DATABASE,
  syntax: SYNTAX,
  size: SIZE,
};

describe.each(Object.entries(GROUPS))('%s', (_, rows) => {
  const cases = rows.map(([title, stdin, ...complaints]) => ({ title, stdin, complaints }));

  it.concurrent.each(cases)('$title', async ({ stdin, complaints }) => {
    const folder = newFolder();
    const { code, stdout, stderr } = await dynosim(['run', '-', '--out', join(folder, 'out')], { stdin, folder });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    let from = 0;
    for (const complaint of complaints) {
      expect(stderr.slice(from)).toContain(complaint);
      from += stderr.slice(from).indexOf(complaint) + complaint.length;
    }
    expect(stderr).not.toMatch(/^ +at |internal error|(?!\n)\p{Cc}/mu);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});

it('tells every mistake at once, in the order of the lines, with the line and a caret', async () => {
  const stdin = SCENARIO.replace('60/s', '60').replace('cores: 4', 'cores: 0').replace('p95 <', 'p97 <');
  const { stderr } = await dynosim(['run', '-'], { stdin });
  expect(stderr).toBe(`<stdin>:3:14 web.cores: must be more than 0
   3 | web: {cores: 0, count: 2}
     |              ^
<stdin>:8:17 traffic.rate: a rate needs a unit (/s, /min, /h): write 60/s, for instance
   8 | traffic: {rate: 60}
     |                 ^
`);
});
