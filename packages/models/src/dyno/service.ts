/** How a request's work takes place once it has a slot. */
export interface Service {
  /** The request has got its slot. */
  begin(slot: number): void;
  /** Its worker dies, or drops it: nothing more happens to it. */
  stop(slot: number): void;
  /** The execution has done a task of the request. */
  computed(slot: number): void;
}

/** What a service asks for and tells. */
export interface ServiceHost {
  /** Extra time of a worker's first request [s], once in each of its lives. */
  firstRequestExtra(slot: number): number;
  /** How many times as long work takes on the request's dyno now: more than 1 on swap. */
  slowdown(slot: number): number;
  /** CPU work will be asked for [s of one core]. */
  demanded(work: number): void;
  /** The service is over, with an answer. */
  served(slot: number): void;
  /** The worker has had the request for too long and is killed. */
  overdue(slot: number): void;
}
