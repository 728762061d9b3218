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
