/**
 * Which of several events at the very same instant runs first. Exact ties are not rare: constant demands, whole
 * milliseconds in a recorded trace and closed loops without think time make them by the thousand.
 */
export const Order = {
  /** A server gives up its place before anybody asks for one. */
  departure: 0,
  /** What the platform or a supervisor does (restart, scaling) comes after the work that was done by then. */
  change: 1,
  /** A limit that is reached at the instant of the answer is kept: the answer came in time. */
  timeout: 2,
  /** New work sees the state that all of the above leave behind. */
  arrival: 3,
  /** An observer sees what a request arriving now would leave. */
  observation: 4,
} as const;

export type Order = (typeof Order)[keyof typeof Order];
