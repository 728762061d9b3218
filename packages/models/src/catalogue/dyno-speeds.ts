import type { NoiseRule } from '../dyno/cpu-noise.ts';
import { UNITS_PER_VCPU } from './dyno-type.ts';

/** How fast and how steadily one thread runs, against Performance-L, and on whose word. */
export interface Speed {
  readonly speed: number;
  readonly speedSource: string;
  readonly noise: NoiseRule | undefined;
}

const MEASUREMENT =
  'measured 2021-04-25, median batch of JSON parsing: github.com/ChrisCoffey/Articles static/data/heroku_experiment';

/** Median over 100 batches of the batch median [ms]: 5 MB of JSON parsed 100 times a batch. Statistics are ours. */
const MEDIANS = {
  'Performance-L': 33.3,
  'Performance-M': 35.9,
  'Standard-2X': 82.8,
  'Standard-1X': 82.7,
  Hobby: 79.5,
  Free: 204.6,
} as const;

type Measured = keyof typeof MEDIANS;

/**
 * Noise by type, fitted by simulating the same measurement (`pnpm coffey`, docs/shared-cpu.md): the medians over 20
 * dynos of the cv and the autocorrelation (1 and 5 batches apart) of batch means, and of p75, p90 and the largest over
 * the median inside a batch, as close to the published ones as log-normal factors come. Drift of Standard-1X and Hobby is
 * a tenth less than the best fit. Lasting cannot be told from one dyno: of fourteen under equal traffic (router log of
 * 2014-01-09, ours) the logarithms of the medians have a standard deviation of 0.40 and correlate by 0.8 three minutes
 * apart; drift and 0.2 make 0.43 and 0.55. Half of that assumed for types with twice the share. On Performance-M the
 * jitter is that of single parses and hardly shows in batches.
 */
const NOISE: Readonly<Record<keyof typeof MEDIANS, NoiseRule | undefined>> = {
  'Performance-L': undefined,
  'Performance-M': noise({ lasting: 0, drift: 0.01, driftTime: 10, jitter: 0.3, jitterTime: 0.02 }),
  'Standard-2X': noise({ lasting: 0.1, drift: 0.14, driftTime: 10, jitter: 0.31, jitterTime: 0.3 }),
  'Standard-1X': noise({ lasting: 0.2, drift: 0.4, driftTime: 140, jitter: 0.29, jitterTime: 1 }),
  Hobby: noise({ lasting: 0.2, drift: 0.5, driftTime: 180, jitter: 0.26, jitterTime: 0.3 }),
  Free: noise({ lasting: 0.2, drift: 0.1, driftTime: 10, jitter: 0.37, jitterTime: 0.8 }),
};

function noise(rule: Omit<NoiseRule, 'host'>): NoiseRule {
  return { host: 'any', ...rule };
}

const speedOf = (type: Measured): number => MEDIANS['Performance-L'] / MEDIANS[type];

export const measured = (type: Measured): Speed => ({
  speed: speedOf(type),
  speedSource: MEASUREMENT,
  noise: NOISE[type],
});

/** A type that nobody measured, taken to be like one that somebody did. */
export const like = (type: Measured): Speed => ({
  speed: speedOf(type),
  speedSource: `assumed equal to ${type}, ${MEASUREMENT}`,
  noise: NOISE[type],
});

/** Fir is ARM and was not measured against Cedar at all. */
export const unmeasuredArm: Speed = {
  speed: 1,
  speedSource: 'assumed equal to Performance-L: no measurement of the ARM hosts is public',
  noise: undefined,
};

/** Cores of that speed that make up the burst of a shared type. */
export function sharedCores(burst: number, speed: number): { cores: number; coresSource: string } {
  const coresSource = `assumed: a burst of ${burst} compute units, ${UNITS_PER_VCPU} a vCPU as on Performance-L`;
  return { cores: burst / UNITS_PER_VCPU / speed, coresSource };
}
