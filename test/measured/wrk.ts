import { type CaseDistribution, scenarioDistribution } from './case-distribution.ts';

/** What wrk's command line asks for. */
export interface WrkCommand {
  readonly clients: number;
  /** [s] */
  readonly duration: number;
  /** An answer later than this counts as a timeout [s]. */
  readonly timeout: number;
  /** What each request does, from the query of the URL. */
  readonly io: CaseDistribution;
  readonly cpu: CaseDistribution;
}

/** wrk's own defaults: wrk.c, parse_args, 4.1. */
const DEFAULTS: Readonly<Record<string, string>> = { connections: '10', duration: '10s', timeout: '2s' };
const SHORT: Readonly<Record<string, string>> = {
  c: 'connections',
  d: 'duration',
  T: 'timeout',
  t: 'threads',
  H: 'header',
  s: 'script',
};
const FLAGS = ['--latency', '-L', '-v', '--version'];

/** The parts of a wrk command line, or why there is no scenario for it. */
export function readWrkCommand(command: string): WrkCommand | string {
  const options: Record<string, string> = { ...DEFAULTS };
  const words = command.trim().split(/\s+/).slice(1);
  let url: string | undefined;
  while (words.length > 0) {
    const word = words.shift()!;
    if (FLAGS.includes(word)) continue;
    const long = /^--([\w-]+)(?:=(.*))?$/.exec(word);
    const short = /^-([a-zA-Z])(.*)$/.exec(word);
    if (long) options[long[1]!] = long[2] ?? words.shift() ?? '';
    else if (short) options[SHORT[short[1]!] ?? short[1]!] = short[2] || words.shift() || '';
    else url = word;
  }
  if (url === undefined) return 'wrk was given no URL';
  if (options['script'] !== undefined) return 'a script of wrk is not there yet';
  const query = new URL(url).searchParams;
  const demand = (name: string): CaseDistribution => ({ dist: 'const', v: Number(query.get(name) ?? 0) });
  return {
    clients: Number(options['connections']),
    duration: seconds(options['duration']!),
    timeout: seconds(options['timeout']!),
    io: demand('io'),
    cpu: demand('cpu'),
  };
}

/** A closed loop of kept connections: wrk waits on for a late answer, which counts as a timeout and has no latency. */
export function wrkTraffic({ clients, timeout }: WrkCommand): object {
  return { clients, think: '0s', timeout: `${timeout}s`, late: 'count', 'keep-alive': true };
}

export function wrkPhases({ io, cpu }: WrkCommand): object[] {
  return [{ cpu: scenarioDistribution(cpu) }, { wait: scenarioDistribution(io) }];
}

/** What wrk prints at the end. Durations in [ms]. */
export interface WrkOutput {
  readonly p50: number;
  readonly p99: number;
  /** Time that it really took [s]. */
  readonly duration: number;
  /** Answers with any status, also late ones. */
  readonly answered: number;
  readonly late: number;
  readonly failedConnects: number;
  readonly brokenConnections: number;
  /** Answers with a status of 400 and more. */
  readonly refused: number;
  readonly rate: number;
}

const SCALE: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** wrk's output; a percentile that it does not print is NaN. */
export function readWrkOutput(text: string): WrkOutput {
  const count = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
  const percentile = (p: number): number => {
    const match = new RegExp(`^\\s+${p}%\\s+([\\d.]+)(us|ms|s|m|h)\\s*$`, 'm').exec(text);
    return match ? Number(match[1]) * SCALE[match[2]!]! : Number.NaN;
  };
  const total = /(\d+) requests in ([\d.]+)(us|ms|s|m|h)/.exec(text);
  if (!total) throw new Error('no output of wrk: no line "... requests in ..."');
  return {
    p50: percentile(50),
    p99: percentile(99),
    duration: (Number(total[2]) * SCALE[total[3]!]!) / 1000,
    answered: Number(total[1]),
    late: count(/Socket errors:.*timeout (\d+)/),
    failedConnects: count(/Socket errors: connect (\d+)/),
    brokenConnections: count(/Socket errors:.*read (\d+)/) + count(/Socket errors:.*write (\d+)/),
    refused: count(/Non-2xx or 3xx responses: (\d+)/),
    rate: count(/Requests\/sec:\s+([\d.]+)/),
  };
}

function seconds(text: string): number {
  const match = /^([\d.]+)(us|ms|s|m|h)?$/i.exec(text);
  if (!match) throw new Error(`no duration of wrk: ${text}`);
  return (Number(match[1]) * SCALE[(match[2] ?? 's').toLowerCase()]!) / 1000;
}
