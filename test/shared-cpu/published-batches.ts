import type { BatchFigures } from './batch-figures.ts';

/**
 * One dyno of each type, April 2021: one thread parses 5 MB of JSON, 100 times a request, 100 requests one after another
 * (96 on Free). github.com/ChrisCoffey/Articles static/data/heroku_experiment, 2021-04-25; the statistics are ours,
 * from each batch's duration, least, median, p75, p90, p99 and largest. p99 and largest are the same there.
 */
export const publishedBatches = {
  'Performance-L': row([33.47, 33.08, 33.45, 33.88], [0.007, -0.16], [1.14, 1.17, 1.68, 0.73]),
  'Performance-M': row([38.57, 37.33, 38.1, 39.56], [0.083, 0.1], [1.24, 1.56, 1.76, 0.69]),
  'Standard-2X': row([91.79, 71.61, 89.78, 117.74], [0.154, 0.5], [1.3, 1.62, 2.11, 0.48]),
  'Standard-1X': row([97.99, 61.01, 87.8, 164.79], [0.349, 0.74], [1.22, 1.48, 2.01, 0.57]),
  Hobby: row([105.67, 61.31, 83.62, 190.08], [0.441, 0.88], [1.21, 1.47, 1.97, 0.57]),
  Free: row([225.19, 182.91, 223.55, 276.03], [0.124, 0.13], [1.28, 1.62, 2.27, 0.44]),
} as const;

export type MeasuredType = keyof typeof publishedBatches;

type Four = readonly [number, number, number, number];

function row([mean, p5, p50, p95]: Four, [cv, lag1]: readonly [number, number], inside: Four): BatchFigures {
  const [p75, p90, p99, least] = inside;
  return { mean, p5, p50, p95, cv, lag1, p75, p90, p99, least };
}
