/** Servers that take jobs at once and tell whoever created them when one is done: a CPU, seen from those who use it. */
export interface Servers {
  /** Lets a job in, which must not be inside, with `work` [s of one server]. */
  add(job: number, work: number): void;
  /** Takes an unfinished job out and says how much of its work is left [s]; NaN if it is not inside. */
  remove(job: number): number;
  /** Work given to all jobs up to now [server s]. */
  workGiven(): number;
  /** Time for which servers were in use up to now [server s]. */
  timeUsed(): number;
  /** Time that jobs were inside up to now, with a server or waiting for one [job s]. */
  timeInside(): number;
  /** Jobs inside now. */
  readonly length: number;
}
