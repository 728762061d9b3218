/** Who asks a database. */
export interface QueryClient {
  /** Its query has been answered. */
  queryAnswered(slot: number): void;
  /** There was no connection for it. */
  queryFailed(slot: number): void;
}

/** How a request's work takes place once it has a slot. */
export interface Service {
  /** The request has got its slot. */
  begin(slot: number): void;
  /** Its worker dies, or drops it: nothing more happens to it. */
  stop(slot: number): void;
  /** The execution has done a task of the request. */
  computed(slot: number): void;
}

/** The database, as far as requests go to it. */
export interface Queries {
  /** Answers go to this service. */
  serve(client: QueryClient): void;
  /** Asks something that takes `work` [s] once there is a connection; `queryAnswered` or `queryFailed` follows. */
  query(slot: number, work: number): void;
  /** Nobody wants the answer any more; false if the request has asked nothing. */
  abandon(slot: number): boolean;
  /** The request is over: it gives its connection back. */
  end(slot: number): void;
  /** The worker is gone, and with it the connections that it kept. */
  closeAll(place: number): void;
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
  /** The service is over, with an error of the application. */
  failed(slot: number): void;
  /** The worker has had the request for too long and is killed. */
  overdue(slot: number): void;
}
