import type { UniformStream } from '@dynosim/sim-core';

/** What a policy may look at. */
export interface DynoView {
  /** Dynos that are up, in ascending order: the first `count` entries. At least one where a choice is asked for. */
  readonly count: number;
  readonly up: Int32Array;
  /** Requests sent to each dyno, up or not, whose client has no outcome yet. */
  readonly outstanding: Int32Array;
}

/** How a dyno is chosen for a request, among those that are up. */
export interface RoutingPolicy {
  choose(): number;
}

export interface RoutingPolicyDefinition {
  /** The value of `router.policy`. */
  readonly name: string;
  readonly summary: string;
  readonly source: string;
  /** True where all dynos stand behind one queue, so that they are one large dyno. */
  readonly pools?: boolean;
  readonly create: (dynos: DynoView, stream: UniformStream) => RoutingPolicy;
}

/** A router as a row of numbers; `none` means that clients talk to the servers themselves, as in a load test. */
export interface RouterGeneration {
  /** The value of `router.generation`. */
  readonly name: string;
  readonly summary: string;
  readonly source: string;
  /** Without a first byte for this long the client gets H12 and the worker goes on [s]; Infinity: no router. */
  readonly firstByteTimeout: number;
  /** A connection not made in this time is tried on another dyno [s]. */
  readonly connectTimeout: number;
  /** Dynos tried at most. */
  readonly attempts: number;
  /** While no dyno is up a request is held so long from its arrival, then H20 [s]. */
  readonly bootPatience: number;
}
