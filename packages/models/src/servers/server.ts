import type { ServerProfile } from './profile.ts';

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
  /** True where its figures were held against a real one; false: built from its sources and documents alone. */
  readonly isMeasured: boolean;
  readonly settings: Readonly<Record<string, Setting>>;
  /** The mechanisms for a full set of settings; durations in [s]. */
  readonly profile: (settings: SettingValues) => ServerProfile;
}

/** A setting of a server, as the scenario writes it. */
export interface Setting {
  /** `count` is at least 1; `limit` may be 0, which means none. */
  readonly kind: 'count' | 'limit' | 'duration' | 'flag' | 'text' | 'choice';
  readonly help: string;
  readonly choices?: readonly string[];
  /** As written in a scenario: with its unit. */
  readonly default: string | number | boolean;
  /** Where the default depends on other settings, as written or by default. */
  readonly defaultFor?: (settings: SettingValues) => string | number | boolean;
  /** Of the default: a document, a source file, a measurement, or the word assumed. */
  readonly source: string;
}

/** Settings by name, durations converted to [s]. */
export type SettingValues = Readonly<Record<string, string | number | boolean>>;
