import { UNITS_PER_VCPU } from './dyno-type.ts';

/** How fast one thread runs, against Performance-L, and on whose word. */
export interface Speed {
  readonly speed: number;
  readonly speedSource: string;
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

const speedOf = (type: Measured): number => MEDIANS['Performance-L'] / MEDIANS[type];

export const measured = (type: Measured): Speed => ({ speed: speedOf(type), speedSource: MEASUREMENT });

/** A type that nobody measured, taken to be like one that somebody did. */
export const like = (type: Measured): Speed => ({
  speed: speedOf(type),
  speedSource: `assumed equal to ${type}, ${MEASUREMENT}`,
});

/** Fir is ARM and was not measured against Cedar at all. */
export const unmeasuredArm: Speed = {
  speed: 1,
  speedSource: 'assumed equal to Performance-L: no measurement of the ARM hosts is public',
};

/** Cores of that speed that make up the burst of a shared type. */
export function sharedCores(burst: number, speed: number): { cores: number; coresSource: string } {
  const coresSource = `assumed: a burst of ${burst} compute units, ${UNITS_PER_VCPU} a vCPU as on Performance-L`;
  return { cores: burst / UNITS_PER_VCPU / speed, coresSource };
}
