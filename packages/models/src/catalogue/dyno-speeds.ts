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

/** Of the same 100 batches of about 10 s each: jitter holds for about one parse. */
const JITTER_TIME = 0.1;

/**
 * Noise by type, as seen in the same data beside Performance-L, whose spread is that of the work itself (cv of batches
 * 0.7 %, p90 over median 1.17). Drift: standard deviation of the logarithm of batch means 0.15 (Standard-2X), 0.31
 * (Standard-1X), 0.38 (Hobby); their autocorrelation halves after 9, 90 and 110 s. Jitter: what p90 over median inside a
 * batch is more than on Performance-L (1.62, 1.48, 1.47, and 1.56 on Performance-M). Lasting: fourteen dynos under equal
 * traffic differed threefold in their mean for a minute (router log of 2014-01-09), more than drift explains by 0.2;
 * half of that assumed for types with twice the share. Free and Hobby are taken to be alike.
 */
const NOISE: Readonly<Record<keyof typeof MEDIANS, NoiseRule | undefined>> = {
  'Performance-L': undefined,
  'Performance-M': noise({ lasting: 0, drift: 0.01, driftTime: 10, jitter: 0.22 }),
  'Standard-2X': noise({ lasting: 0.1, drift: 0.15, driftTime: 9, jitter: 0.25 }),
  'Standard-1X': noise({ lasting: 0.2, drift: 0.32, driftTime: 90, jitter: 0.19 }),
  Hobby: noise({ lasting: 0.2, drift: 0.4, driftTime: 110, jitter: 0.19 }),
  Free: noise({ lasting: 0.2, drift: 0.4, driftTime: 110, jitter: 0.19 }),
};

function noise(rule: Pick<NoiseRule, 'lasting' | 'drift' | 'driftTime' | 'jitter'>): NoiseRule {
  return { host: 'any', jitterTime: JITTER_TIME, ...rule };
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
