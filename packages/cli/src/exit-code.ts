/** What the program tells its caller; scripts and CI rely on these numbers. */
export const ExitCode = {
  done: 0,
  internal: 1,
  badInput: 2,
  /** With --check: an objective is missed, or with --strict undecided, or the app is saturated. */
  missed: 3,
  /** 128 + SIGINT, as shells count. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** As the help explains them. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  [ExitCode.done]: 'done',
  [ExitCode.internal]: 'an error of the program itself',
  [ExitCode.badInput]: 'wrong arguments or input; nothing was written',
  [ExitCode.missed]: 'with --check: an objective is missed (with --strict also: too close to call)',
  [ExitCode.interrupted]: 'stopped by Ctrl-C',
};
