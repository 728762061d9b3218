import {
  agreement,
  fitting,
  largestMaster,
  type MemoryRange,
  type RuleOfThumb,
  rangeFor,
  rules,
  safeUpTo,
  sample,
} from './rules-of-thumb.ts';

const MASTERS = [0, 25, 50, 75, 100, 123, 150];
const WORKERS = [50, 72, 90, 120, 150, 170, 200, 225, 250, 300];

/** For which memory each rule is right, and for which all are. */
export function agreementTable(): string[] {
  const titles = rules.map(({ dyno, least, most }) => `${least}-${most} on ${dyno.name} (${dyno.memory} MB)`);
  return [
    `| master [MB] | ${titles.join(' | ')} | all three |`,
    `|---|${'---|'.repeat(rules.length + 1)}`,
    ...MASTERS.map((master) => {
      const ranges = [...rules.map((rule) => rangeFor(rule, master)), agreement(rules, master)];
      return `| ${master} | ${ranges.map(shown).join(' | ')} |`;
    }),
  ];
}

/** How many workers fit; bold where the rule says so. */
export function fittingTable(): string[] {
  const counts = (master: number, worker: number): string[] =>
    rules.map(({ dyno, least, most }) => {
      const count = fitting(dyno, master, worker);
      return count >= least && count <= most ? `**${count}**` : `${count}`;
    });
  const row = (name: string, master: number, worker: number): string =>
    `| ${[name, ...counts(master, worker)].join(' | ')} |`;
  return [
    `| memory per worker | ${rules.map(({ dyno }) => dyno.name).join(' | ')} |`,
    `|---|${'---|'.repeat(rules.length)}`,
    ...WORKERS.map((worker) => row(`${worker} MB`, 0, worker)),
    row(`the sample, ${mb(sample.peak / sample.workers)} if the master takes nothing`, 0, sample.peak / sample.workers),
    row(`the sample, ${mb(share)} if the master is as large as a worker`, share, share),
  ];
}

/** The same in sentences. */
export function findings(): string[] {
  const master = largestMaster(rules)!;
  const ends = (end: 'least' | 'most'): RuleOfThumb[] =>
    rules.map((rule) => ({ ...rule, least: rule[end], most: rule[end] }));
  const exact = (end: 'least' | 'most'): string => {
    const numbers = rules.map((rule) => rule[end]).join(', ');
    const found = largestMaster(ends(end));
    return `- Exactly ${numbers} workers: ${found === undefined ? 'no memory per worker makes all three right' : `up to a master of ${found} MB`}.`;
  };
  return [
    `- The number that fits lies in all three rules with ${shown(agreement(rules, 0))} MB a worker, less with a larger master, and never with one above ${master} MB.`,
    exact('most'),
    exact('least'),
    `- As a promise that the largest number fits, all three hold up to ${safeUpTo(rules, 0).toFixed(0)} MB a worker, and ${safeUpTo(rules, 100).toFixed(0)} MB beside a master of 100 MB.`,
    `- The article's own sample, ${sample.workers} Unicorn workers with ${sample.peak} MB at their peak on a 1X, is outside: at most ${mb(sample.peak / sample.workers)} a worker, of which ${fitting(rules[0]!.dyno, 0, sample.peak / sample.workers)} fit, or ${fitting(rules[0]!.dyno, share, share)} if the master is a fifth of it.`,
  ];
}

/** Of each of the sample's processes, if all are equal [MB]. */
const share = sample.peak / (sample.workers + 1);

function shown(range: MemoryRange | undefined): string {
  return range === undefined ? 'none' : `${range.above.toFixed(0)} to ${range.upTo.toFixed(0)}`;
}

function mb(size: number): string {
  return `${size.toFixed(0)} MB`;
}
