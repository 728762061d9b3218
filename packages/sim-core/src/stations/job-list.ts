/**
 * Jobs by the time at which they are done; of equal times the one that came first.
 *
 * Hot: two sorted columns. `push` moves the jobs that are done before, O(n), which for the few jobs that share a CPU
 * costs less than a heap, and needs no sequence numbers; `pop` is a read. Naive twin in the tests: an array that is
 * sorted before every `pop`.
 */
export class JobList {
  length = 0;
  /** Descending, so that the next job to be done is at the end. */
  private times = new Float64Array(16);
  private jobs = new Int32Array(16);

  /** When the next job is done; Infinity without jobs. */
  nextTime(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : this.times[this.length - 1]!;
  }

  push(time: number, job: number): void {
    if (this.length === this.jobs.length) this.grow();
    const { times, jobs } = this;
    let i = this.length++;
    for (; i > 0 && times[i - 1]! <= time; i--) {
      times[i] = times[i - 1]!;
      jobs[i] = jobs[i - 1]!;
    }
    times[i] = time;
    jobs[i] = job;
  }

  /** Takes the next job out. There must be one. */
  pop(): number {
    return this.jobs[--this.length]!;
  }

  /** Takes any job out and says when it would have been done; NaN if it is not there. */
  remove(job: number): number {
    const { times, jobs, length } = this;
    const at = jobs.subarray(0, length).indexOf(job);
    if (at === -1) return Number.NaN;
    const time = times[at]!;
    times.copyWithin(at, at + 1, length);
    jobs.copyWithin(at, at + 1, length);
    this.length -= 1;
    return time;
  }

  private grow(): void {
    const { times, jobs, length } = this;
    this.times = new Float64Array(length * 2);
    this.jobs = new Int32Array(length * 2);
    this.times.set(times);
    this.jobs.set(jobs);
  }
}
