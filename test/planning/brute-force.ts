import { dynos, findDyno, parseScenario, type Result, replicate, runStudy } from '@dynosim/models';

/** A formation as one would write it into the scenario. */
export interface Ordered {
  readonly dyno: string;
  readonly count: number;
  readonly workers: number;
}

export interface Verdict {
  readonly holds: boolean;
  /** The largest of figure over bound, over the rules on response times; Infinity where it is saturated. */
  readonly ratio: number;
}

/** How well, and for how long at most, each formation is simulated. */
export interface Effort {
  readonly precision: string;
  readonly maxRequests: number;
  /** Dynos that are surely enough. */
  readonly most: number;
}

interface Document {
  readonly web: object;
  readonly server: object;
  readonly cpu?: object;
  readonly run?: object;
}

export function costOf({ dyno, count }: Ordered): number {
  return findDyno(dyno)!.pricePerMonth * count;
}

/**
 * The naive twin of a plan: no bounds, no common random numbers, no tests; every formation that is cheaper than the
 * best one so far gets a long run of the ordinary steady study, and its percentiles decide.
 */
export class BruteForce {
  private readonly document: Document;
  private readonly effort: Effort;
  private readonly workerMemory: number;
  private readonly known = new Map<string, Verdict>();

  constructor(document: object, effort: Effort, workerMemory: number) {
    this.document = document as Document;
    this.effort = effort;
    this.workerMemory = workerMemory;
  }

  verdict(ordered: Ordered): Verdict {
    const key = JSON.stringify(ordered);
    const verdict = this.known.get(key) ?? this.simulate(ordered);
    this.known.set(key, verdict);
    return verdict;
  }

  /** The cheapest formation of these types that holds. */
  cheapest(types: readonly string[]): Ordered | undefined {
    let best: Ordered | undefined;
    for (const dyno of types.toSorted((a, b) => findDyno(a)!.pricePerMonth - findDyno(b)!.pricePerMonth)) {
      const { memory, pricePerMonth, maxCount } = findDyno(dyno)!;
      for (const workers of workerCounts(Math.floor(memory / this.workerMemory))) {
        const below = best === undefined ? this.effort.most : Math.ceil(costOf(best) / pricePerMonth) - 1;
        const most = Math.min(maxCount ?? 100, below);
        const found = this.smallest({ dyno, workers }, most);
        if (found !== undefined) best = found;
      }
    }
    return best;
  }

  /** By bisection: more dynos never hurt. */
  private smallest({ dyno, workers }: Omit<Ordered, 'count'>, most: number): Ordered | undefined {
    if (most < 1 || !this.verdict({ dyno, workers, count: most }).holds) return undefined;
    let [low, high] = [0, most];
    while (high - low > 1) {
      const count = Math.floor((low + high) / 2);
      if (this.verdict({ dyno, workers, count }).holds) high = count;
      else low = count;
    }
    return { dyno, workers, count: high };
  }

  private simulate({ dyno, count, workers }: Ordered): Verdict {
    const { document, effort } = this;
    const measuredOn = (document.web as { dyno: string }).dyno;
    const parsed = parseScenario({
      ...document,
      web: { dyno, count },
      cpu: { 'measured-on': measuredOn, ...document.cpu },
      server: { ...document.server, workers },
      run: { seed: 'brute force', precision: effort.precision, 'max-requests': effort.maxRequests },
    });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return judged(runStudy(parsed.value, replicate));
  }
}

/** The estimates decide; what is left open is only how close they are. */
function judged({ slo, verdict }: Result): Verdict {
  if (verdict === 'saturated') return { holds: false, ratio: Number.POSITIVE_INFINITY };
  const times = slo.flatMap(({ rule, value }) => {
    const match = /^\s*p\d+\s*<\s*([\d.]+)(ms|s)/.exec(rule);
    return match ? [value.value! / (Number(match[1]) * (match[2] === 's' ? 1000 : 1))] : [];
  });
  const ratio = Math.max(...times);
  const others = slo.filter(({ rule }) => !/^\s*p\d/.test(rule));
  return { holds: ratio <= 1 && others.every(({ holds }) => holds !== 'no'), ratio };
}

/** Every number up to twelve, then every fourth. */
function workerCounts(most: number): number[] {
  return Array.from({ length: most }, (_, i) => i + 1).filter((n) => n <= 12 || n % 4 === 0);
}

/** Types of today's common runtime. */
export const commonTypes: readonly string[] = dynos
  .filter(({ runtime, generation, isLegacy }) => runtime === 'common' && generation === 'cedar' && !isLegacy)
  .map(({ name }) => name.toLowerCase());
