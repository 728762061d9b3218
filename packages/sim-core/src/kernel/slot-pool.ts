import { fail } from './invariant.ts';

/**
 * Hands out small integers and takes them back: a request is such a number and its properties are columns of typed
 * arrays. Hot: two writes; memory follows the largest number in use at once, never the number of requests.
 */
export class SlotPool {
  /** In use now. */
  used = 0;
  /** Slots that exist; columns must be this long. */
  capacity: number;
  private readonly onGrow: (capacity: number) => void;
  private free: Int32Array;

  constructor(capacity: number, onGrow: (capacity: number) => void) {
    this.capacity = capacity;
    this.onGrow = onGrow;
    this.free = new Int32Array(capacity);
    for (let i = 0; i < capacity; i++) this.free[i] = capacity - 1 - i;
  }

  allocate(): number {
    if (this.used === this.capacity) this.grow();
    return this.free[this.capacity - ++this.used]!;
  }

  release(slot: number): void {
    if (this.used === 0) fail('a slot was released twice');
    this.free[this.capacity - this.used--] = slot;
  }

  private grow(): void {
    const old = this.capacity;
    this.capacity = old * 2;
    this.free = new Int32Array(this.capacity);
    for (let i = 0; i < old; i++) this.free[i] = this.capacity - 1 - i;
    this.onGrow(this.capacity);
  }
}
