import { defaultWorkers, findDyno, findServer, fraction, seconds } from '@dynosim/models';
import { wrapped } from '../output/wrapped.ts';
import type { Answers } from './answers.ts';

/** A scenario whose comments teach. `settings` are further settings of the server, from the Procfile. */
export function scenarioText(answers: Answers, settings: Readonly<Record<string, string>> = {}): string {
  const sections = [
    HEAD,
    [`name: ${scalar(`My app on ${findDyno(answers.dyno)?.name ?? answers.dyno}`)}`],
    machines(answers),
    server(answers, settings),
    requests(answers),
    traffic(answers),
    objectives(answers),
    RUN,
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** A remark in lines of 80 columns. */
function comment(text: string, indent = ''): string[] {
  return wrapped(text, `${indent}# `, `${indent}# `);
}

const HEAD = [
  '# yaml-language-server: $schema=./dynosim.schema.json',
  ...comment(
    'Written by dynosim init. Change what you like and ask again: dynosim run with this file. The line above lets an editor complete and check it, once there is the schema: dynosim schema > dynosim.schema.json',
  ),
  'version: 1',
];

function machines({ dyno, count }: Answers): string[] {
  return [
    ...comment(
      'The machines. dynosim catalogue dynos lists the types and their prices. run --set web.count=4 tries a value without a change here.',
    ),
    `web: { dyno: ${scalar(dyno)}, count: ${scalar(count)} }`,
    ...comment('The times below are taken as measured on this type. If it was another one:'),
    '# cpu: { measured-on: standard-1x }',
  ];
}

function server(answers: Answers, settings: Readonly<Record<string, string>>): string[] {
  const { server: name, buildpack } = answers;
  return [
    ...comment('Where nobody says how many workers there are, the buildpack does.'),
    `app: { buildpack: ${scalar(buildpack)} }`,
    '',
    ...comment(
      `The application server. dynosim catalogue servers ${oneLine(name)} tells its settings and their defaults.`,
    ),
    'server:',
    `  name: ${scalar(name)}`,
    ...workers(answers),
    ...Object.entries(settings).map(([key, value]) => `  ${key}: ${scalar(value)} # from the Procfile`),
  ];
}

function workers({ dyno, server: name, buildpack, workers: count }: Answers): string[] {
  if (findServer(name)?.settings['workers'] === undefined) return [];
  const type = findDyno(dyno);
  const set = type && defaultWorkers([buildpack], type);
  const meaning = set
    ? `the ${oneLine(buildpack)} buildpack sets ${set.workers} on ${type.name}`
    : `the ${oneLine(buildpack)} buildpack sets none, so the server's own`;
  return [`  workers: ${scalar(count)} # default: ${meaning}`];
}

function requests({ response, cpu }: Answers): string[] {
  const share = fraction(cpu);
  const phase = (kind: string, part: number, why: string): string[] => {
    const mean = `${Number((part * seconds(response) * 1000).toPrecision(3))}ms`;
    return part > 0 ? [`      - ${kind}: { lognormal: { mean: ${mean}, cv: 1 } } # ${why}`] : [];
  };
  return [
    ...comment(
      'What a request does, one phase after the other, where nobody queues: the simulator adds the queue. cv is the spread: 0 is always the same, 1 is usual for a page. Two percentiles do as well: lognormal: { p50: 150ms, p95: 600ms }',
    ),
    'requests:',
    '  - name: page',
    '    weight: 9',
    '    phases:',
    ...phase('cpu', share, 'computing, on a core'),
    ...phase('wait', 1 - share, 'a database, others'),
    ...comment('A second kind, one request in ten:', '  '),
    '  # - name: export',
    '  #   weight: 1',
    '  #   phases: [cpu: 80ms, wait: { lognormal: { p50: 600ms, p95: 2s } }]',
  ];
}

function traffic({ rate }: Answers): string[] {
  return [
    ...comment('Visitors who know nothing of each other. Other kinds of traffic, one at a time:'),
    `traffic: { rate: ${scalar(rate)} }`,
    '# traffic: { clients: 50, think: 2s } # a load test: each waits for its answer',
    '# traffic: { profile: day.csv } # follows the clock: columns start,rate',
    '# traffic: { replay: trace.csv } # repeats a recording',
  ];
}

function objectives({ slo }: Answers): string[] {
  const rules = slo.split(',').map((rule) => scalar(rule.trim()));
  return [
    ...comment(
      'What must hold: mean, p50, p90, p95, p99, p999, queue (the mean wait) or errors. With run --check a miss is exit code 3.',
    ),
    `slo: [${rules.join(', ')}]`,
  ];
}

const RUN = [
  ...comment('Simulate until p95 and p99 are known this well. The same seed gives the same result, to the last digit.'),
  'run: { precision: 5%, seed: "1" }',
];

/** A value as YAML: plain where that is safe. */
function scalar(text: string): string {
  return /^[A-Za-z0-9][\w ./<=>%-]*$/.test(text) ? text : JSON.stringify(text);
}

/** Safe in a comment. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
