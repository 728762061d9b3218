/** One figure of an experiment with real servers, and the same from the model. */
export interface Experiment {
  readonly what: string;
  /** What was measured, in words: most experiments were done a few times only. */
  readonly measured: string;
  /** Where the simulated figure has to lie for the two to agree. */
  readonly bar: readonly [number, number];
  readonly unit: string;
  /** A parameter of the model was set by this figure. */
  readonly fitted?: boolean;
  readonly simulate: () => number;
}
