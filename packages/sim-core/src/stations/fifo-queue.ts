/** A first-come-first-served queue of subjects. Hot: a ring that doubles; naive twin: an array with push and shift. */
export class FifoQueue {
  private items: Int32Array;
  private head = 0;
  private count = 0;

  constructor(capacity = 16) {
    this.items = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(2, capacity))));
  }

  get length(): number {
    return this.count;
  }

  push(subject: number): void {
    if (this.count === this.items.length) this.grow();
    this.items[(this.head + this.count++) & (this.items.length - 1)] = subject;
  }

  /** The subject that has waited longest. The queue must not be empty. */
  shift(): number {
    const subject = this.items[this.head]!;
    this.head = (this.head + 1) & (this.items.length - 1);
    this.count -= 1;
    return subject;
  }

  /** Takes a subject out of the middle; false if it is not there. O(n): for what happens seldom. */
  remove(subject: number): boolean {
    let found = false;
    for (let n = this.count; n > 0; n--) {
      const next = this.shift();
      if (next === subject && !found) found = true;
      else this.push(next);
    }
    return found;
  }

  private grow(): void {
    const old = this.items;
    this.items = new Int32Array(old.length * 2);
    for (let i = 0; i < old.length; i++) this.items[i] = old[(this.head + i) & (old.length - 1)]!;
    this.head = 0;
  }
}
