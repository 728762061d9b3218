/** The listen queues of all dynos. */
export interface ListenQueues {
  /** Chooses the socket of the request's dyno that gets its connection; false if nobody listens. */
  choose(slot: number): boolean;
  /** True while the socket that was chosen listens. */
  listens(slot: number): boolean;
  /** True while the listen queue of the request's dyno takes another connection. */
  hasRoom(slot: number): boolean;
  /** The connection enters the listen queue, with its request or ahead of it. */
  enter(slot: number, withData: boolean): void;
  /** The request of a connection that entered without it has come. */
  dataArrived(slot: number): void;
}

/** Who wants to be connected. */
export interface Caller {
  /** The connection stands, as far as its client can see. */
  connected(slot: number): void;
  /** The client has not got a connection within its limit. */
  connectTimedOut(slot: number): void;
  /** Nobody listens any more. */
  refused(slot: number): void;
  /** The server has forgotten the connection and says so. */
  reset(slot: number): void;
}
