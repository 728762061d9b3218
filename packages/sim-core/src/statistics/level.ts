/**
 * A quantity that changes at instants and holds between them (requests inside, busy workers), averaged over time.
 * Hot: one multiplication a change.
 */
export class Level {
  value = 0;
  private area = 0;
  private since = 0;

  /** Adds `delta` at time `now` [s]. */
  change(now: number, delta: number): void {
    this.area += this.value * (now - this.since);
    this.since = now;
    this.value += delta;
  }

  /** The integral over time since the last `restart`, up to `now` [level x s]. */
  areaUntil(now: number): number {
    return this.area + this.value * (now - this.since);
  }

  /** Forgets the area, not the level: the observation starts here. */
  restart(now: number): void {
    this.area = 0;
    this.since = now;
  }
}
