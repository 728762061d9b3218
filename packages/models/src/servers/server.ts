/**
 * What an application server is to the simulator: its settings under their own names, with defaults and sources, and
 * the profile of mechanisms that they make. One server, one file; the mechanisms are in `dyno/`.
 */
export interface ServerDefinition {
  readonly name: string;
  readonly summary: string;
  /** Where its behaviour was read or measured. */
  readonly source: string;
  /** Of the language of its apps: sets the number of workers if nobody else does. */
  readonly buildpack: string;
  readonly settings: Readonly<Record<string, Setting>>;
  /** The mechanisms for a full set of settings; durations in [s]. */
  readonly profile: (settings: SettingValues) => ServerProfile;
}

/** A setting of a server, as the scenario writes it. */
export interface Setting {
  readonly kind: 'count' | 'duration' | 'flag' | 'text' | 'choice';
  readonly help: string;
  readonly choices?: readonly string[];
  /** As written in a scenario: with its unit. */
  readonly default: string | number | boolean;
  /** Of the default: a document, a source file, a measurement, or the word assumed. */
  readonly source: string;
}

/** Settings by name, durations converted to [s]. */
export type SettingValues = Readonly<Record<string, string | number | boolean>>;

/** The parameters of the general server model that this version has. */
export interface ServerProfile {
  /** Worker processes, each with one request at a time. */
  readonly workers: number;
  /** Connections that may wait in the listen queue besides one (Linux admits backlog + 1). */
  readonly backlog: number;
  /** What a client meets when the listen queue is full: silence and a retry of its SYN, or a refusal. */
  readonly whenFull: 'retry' | 'retry-linear' | 'refuse';
  /** Extra time that holds the worker in every request [s]. */
  readonly overhead: number;
  /** Extra time of each worker's first request [s]. */
  readonly firstRequest: number;
  /** A worker that has held one request this long is killed within another second [s]; Infinity: never. */
  readonly timeout: number;
  /** What the client of a killed worker gets. */
  readonly onKill: 'status500' | 'eof';
  /** Time from a worker's death to its replacement's first accept [s]. */
  readonly respawn: number;
}
