/**
 * The general model of an application server (docs/server-model.md): a listen queue, workers that accept connections
 * from it, slots in which requests run, and a rule for who computes. Every server is a row of these numbers.
 */
export interface ServerProfile {
  /** Worker processes of a dyno. */
  readonly workers: number;
  /** Requests that a worker runs at the same time: its threads or greenlets; Infinity: no limit. */
  readonly slots: number;
  /**
   * What a worker holds at most before it stops accepting. Equal to `slots`: late binding, a request stays in the
   * listen queue until somebody can run it. More: early binding, requests queue inside a worker that may be busy while
   * another is idle.
   */
  readonly admission: number;
  /** What that limit counts: open connections, also idle ones, or requests. */
  readonly admits: 'connections' | 'requests';
  readonly cpu: CpuDiscipline;
  readonly accept: AcceptRule;
  /** One socket for all workers, or one each, among which the kernel chooses at random (SO_REUSEPORT). */
  readonly sockets: 'shared' | 'per-worker';
  /** Connections that may wait in a listen queue besides one (Linux admits backlog + 1); Infinity: no limit. */
  readonly backlog: number;
  /** What a client meets when the listen queue is full: silence and a retry of its SYN, a refusal, or an answer 503. */
  readonly whenFull: 'retry' | 'retry-linear' | 'refuse' | 'status503';
  readonly overhead: Overhead;
  /** Extra time of each worker's first request [s]. */
  readonly firstRequest: number;
  /** True where a worker that accepts a connection holds a slot while it waits for the request. */
  readonly readsInSlot: boolean;
  readonly timeout: TimeoutRule;
  readonly recycling: RecyclingRule;
  readonly keepAlive: KeepAliveRule;
  /** Open connections, itself included, at which a worker answers 503 instead of running the request; Infinity: never. */
  readonly connectionLimit: number;
  /** Time from a worker's death to its replacement's first accept [s]. */
  readonly respawn: number;
}

/**
 * Who computes in a worker. `parallel`: every slot whenever it likes. `serial`: one at a time, first come first served,
 * for at most `quantum` [s] while others wait (an interpreter lock), or to the end of its computing (an event loop:
 * Infinity). `resumedFirst`: who comes back from a wait goes before new requests.
 */
export type CpuDiscipline =
  | { readonly kind: 'parallel' }
  | { readonly kind: 'serial'; readonly quantum: number; readonly resumedFirst: boolean };

/** CPU time that the server itself takes for a request [s]. */
export interface Overhead {
  /** To accept a connection. */
  readonly accept: number;
  /** Before the application's first phase, in that many turns: a thread gives the lock away between them. */
  readonly read: number;
  readonly readTurns: number;
  /** To go on after each wait: a thread wakes up and takes the lock, a loop notices a timer or an answer. */
  readonly resume: number;
  /** After its last phase. */
  readonly write: number;
  /** Turns that it takes to write, whatever that costs: 1 where one task computes at a time, 0 elsewhere. */
  readonly writeTurns: number;
  /** Of a master process that hands connections to workers, for each of them. */
  readonly master: number;
}

export type AcceptRule =
  /** The ready worker that has been ready longest, or holds the least, takes a connection in no time. */
  | { readonly kind: 'at-once'; readonly choice: 'longest-ready' | 'least-busy' }
  | RaceRule
  /** A master gives a worker its next connection when that has taken the last one (Node's cluster). */
  | { readonly kind: 'credit' };

/** All ready workers wake up; the first to react takes connections, the others find what is left. */
export interface RaceRule {
  readonly kind: 'race';
  /** Reaction times are uniform between these [s] ... */
  readonly fastest: number;
  readonly slowest: number;
  /** ... times 1 + bias x (number of the worker): a fixed order of waking favours some for ever. */
  readonly bias: number;
  /** Whoever is not the first to be woken is late by up to this, uniform [s], if cores are scarce: each needs a free one. */
  readonly lag: number;
  /** Connections taken in one turn. */
  readonly batch: number;
  /** A nap before it accepts, the longer the more requests the worker has: `longest` [s] from `fullAt` requests on. */
  readonly nap: { readonly longest: number; readonly fullAt: number; readonly endsEarly: boolean } | undefined;
}

export interface TimeoutRule {
  /** What is limited: a request's time with its worker, or the time for which a loop computes without a break. */
  readonly limits: 'nothing' | 'request' | 'loop';
  /** [s]; a worker is killed at a time uniform between `after` and `after + within`. */
  readonly after: number;
  readonly within: number;
  /** Whose requests die with it: the one that is too long, while others are finished; or all. */
  readonly victims: 'one' | 'all';
  /** What the client of a killed request gets. */
  readonly answer: 'status500' | 'eof';
}

/** A worker leaves after a number of requests that is drawn anew for each life: uniform from `after` to `after + jitter`. */
export interface RecyclingRule {
  /** Infinity: never. */
  readonly after: number;
  readonly jitter: number;
  /** It notices within this time, uniform [s], and then accepts no more. */
  readonly notice: number;
  /** It looks whether it is empty each time this has passed [s]; 0: it leaves at once when it is. */
  readonly poll: number;
  /** After this long it leaves with requests unanswered [s]. */
  readonly patience: number;
  /** Requests accepted and not yet begun are lost when it stops accepting. */
  readonly losesUnread: boolean;
  /** The supervisor needs that much longer to replace it, uniform [s] to [s]. */
  readonly replacement: readonly [number, number];
}

export interface KeepAliveRule {
  /** An idle connection is closed after this [s]; 0: closed after every answer. */
  readonly idle: number;
  /**
   * So many requests of a connection run one after another in the slot of the first, and more if nobody waits; if others
   * wait to be accepted by a full worker, it is closed ...
   */
  readonly inline: number;
  /** ... which waits this long for the next one [s]. */
  readonly inlineWait: number;
}

/** What the utilisation of a dyno's workers is a share of: its slots, or its workers where they all compute. */
export function workerPlaces(profile: ServerProfile): number {
  return profile.workers * (computesForAll(profile) ? 1 : profile.slots);
}

/** CPU time that the server takes for a request that waits once, in its worker [s]. */
export function cpuOverhead({ overhead }: ServerProfile): number {
  return overhead.accept + overhead.read + overhead.resume + overhead.write;
}

/**
 * True where the utilisation of the workers is the time for which they compute rather than the slots in use: in an
 * event loop, or where there is no limit to the slots.
 */
export function computesForAll({ cpu, slots }: ServerProfile): boolean {
  return cpu.kind === 'serial' && (cpu.quantum === Number.POSITIVE_INFINITY || slots === Number.POSITIVE_INFINITY);
}
