/** How workers get connections out of the listen queues. One file for each rule. */
export interface Acceptor {
  /** A connection has entered this listen queue. */
  offered(queue: number): void;
  /** The worker takes connections, again or more of them. */
  ready(place: number): void;
  /** The worker takes no more. */
  gone(place: number): void;
  /** The turn that the worker asked for (`takeTurn`) has come. */
  turn(place: number): void;
  /** Whoever accepts for the workers of this queue is dead as well, and the queue empty. */
  reset?(queue: number): void;
  /** A request of the worker is finished. */
  finished?(place: number): void;
  /** The turn that the master of this listen queue asked for (`takeMasterTurn`) has come. */
  handled?(queue: number): void;
}

/** What an acceptor may see and do. */
export interface AcceptHost {
  /** The queue from which the worker accepts, and the workers that accept from a queue: from `first` to before `end`. */
  queueOf(place: number): number;
  first(queue: number): number;
  end(queue: number): number;
  /** Connections in the queue. */
  waiting(queue: number): number;
  isReady(place: number): boolean;
  /** Requests that the worker has, running or not. */
  load(place: number): number;
  /** The worker takes the longest waiting connection out of its queue. There must be one. */
  accept(place: number): void;
  /** The worker wants to compute, to accept: `turn` is called when it has done so. */
  takeTurn(place: number): void;
}
