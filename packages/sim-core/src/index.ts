export * from './distributions/distribution.ts';
export { Exponential } from './distributions/exponential.ts';
export { distributions, findDistribution } from './distributions/index.ts';
export { pairedDifference, pairedRatio, type Sections, varianceReduction } from './experiments/paired.ts';
export { quantileInfluences } from './experiments/quantile-influences.ts';
export { ROUND_STEP, RoundPlan } from './experiments/round-plan.ts';
export { type EventId, NONE } from './kernel/calendar.ts';
export { Fingerprint } from './kernel/fingerprint.ts';
export { fail, InvariantError } from './kernel/invariant.ts';
export { Order } from './kernel/order.ts';
export { type EventKind, type Handler, Simulation } from './kernel/simulation.ts';
export { SlotPool } from './kernel/slot-pool.ts';
export type { TimerRing } from './kernel/timer-ring.ts';
export { uniformChoice } from './random/integers.ts';
export { Streams } from './random/streams.ts';
export type { UniformStream } from './random/uniform-stream.ts';
export { Variates } from './random/variates.ts';
export { IncompleteGamma } from './special/incomplete-gamma.ts';
export { normalQuantile } from './special/normal.ts';
export { AmpleServers } from './stations/ample-servers.ts';
export { FifoQueue } from './stations/fifo-queue.ts';
export { ProcessorSharing } from './stations/processor-sharing.ts';
export type { Servers } from './stations/servers.ts';
export {
  countAbove,
  countBelow,
  Histogram,
  type HistogramSummary,
  histogramQuantiles,
  mergeHistograms,
} from './statistics/histogram.ts';
export { type Estimate, halfWidth, ratioInterval, sectioningInterval } from './statistics/interval.ts';
export { Level } from './statistics/level.ts';
export { quantileIntervals } from './statistics/quantile-interval.ts';
export { Sample, type SampleSummary } from './statistics/sample.ts';
export { studentQuantile } from './statistics/student.ts';
export { EMPTY_TALLY, mergeTallies, standardDeviation, Tally, type TallySummary } from './statistics/tally.ts';
export { mser5 } from './statistics/warm-up.ts';
export * from './theory/index.ts';
