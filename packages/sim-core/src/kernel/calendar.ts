import { fail } from './invariant.ts';

/** Names a pending event so that it can be cancelled; stale names are refused. Always a small integer. */
export type EventId = number;

/** No event, no subject, no slot. */
export const NONE = -1;

const SLOT_BITS = 22;
const SLOT_MASK = (1 << SLOT_BITS) - 1;
const GENERATION_MASK = 0x1ff;
/** Sequence numbers below 2^48 leave room for the order above them in an exact double. */
const ORDER_UNIT = 2 ** 48;

/**
 * The pending events in a total order: time, then named order, then sequence of insertion.
 *
 * Hot. A binary heap of (time, slot) in typed arrays; everything else of an event lies in columns by slot. `takeBy`
 * leaves the root vacant, because most handlers schedule a successor at once and that one then costs a single sift
 * (hold model, 40 pending: 1.4 times as fast as remove-then-insert). O(log n) an event; no allocation but doubling.
 * Naive twin in the tests: an array that is sorted before every removal.
 */
export class Calendar {
  /** Of the event that was taken last. */
  time = 0;
  kind = NONE;
  subject = NONE;

  private size = 0;
  private vacant = false;
  private sequence = 0;
  private times: Float64Array;
  private slots: Int32Array;
  private keys: Float64Array;
  private kinds: Int32Array;
  private subjects: Int32Array;
  private positions: Int32Array;
  private generations: Int32Array;
  private free: Int32Array;
  private freeCount: number;

  constructor(capacity = 64) {
    this.times = new Float64Array(capacity);
    this.slots = new Int32Array(capacity);
    this.keys = new Float64Array(capacity);
    this.kinds = new Int32Array(capacity);
    this.subjects = new Int32Array(capacity);
    this.positions = new Int32Array(capacity).fill(NONE);
    this.generations = new Int32Array(capacity);
    this.free = new Int32Array(capacity);
    this.freeCount = capacity;
    for (let i = 0; i < capacity; i++) this.free[i] = capacity - 1 - i;
  }

  /** Events pending. */
  get length(): number {
    return this.vacant ? this.size - 1 : this.size;
  }

  /** A place in the total order, to be used now or later: events of one time run by order, then by when they got it. */
  nextKey(order: number): number {
    return order * ORDER_UNIT + this.sequence++;
  }

  /** Inserts an event at `time` whose place among simultaneous events is `key` (from `nextKey`). */
  insert(time: number, key: number, kind: number, subject: number): EventId {
    if (this.freeCount === 0) this.grow();
    const slot = this.free[--this.freeCount]!;
    this.keys[slot] = key;
    this.kinds[slot] = kind;
    this.subjects[slot] = subject;
    if (this.vacant) {
      this.vacant = false;
      this.siftDown(0, time, slot);
    } else {
      this.siftUp(this.size++, time, slot);
    }
    return (this.generations[slot]! << SLOT_BITS) | slot;
  }

  /** Removes the next event into `time`, `kind` and `subject`; false if there is none at or before `last`. */
  takeBy(last: number): boolean {
    if (this.vacant) this.fillRoot();
    if (this.size === 0) return false;
    const time = this.times[0]!;
    if (time > last) return false;
    const slot = this.slots[0]!;
    this.time = time;
    this.kind = this.kinds[slot]!;
    this.subject = this.subjects[slot]!;
    this.release(slot);
    this.vacant = true;
    return true;
  }

  /** Gives a pending event another time and another place among simultaneous ones: `cancel` and `insert` in one sift. */
  move(id: EventId, time: number, key: number): void {
    if (this.vacant) this.fillRoot();
    const slot = id & SLOT_MASK;
    const position = this.positions[slot]!;
    if (position === NONE || this.generations[slot] !== id >>> SLOT_BITS)
      fail('an event was moved that is not pending');
    this.keys[slot] = key;
    this.place(position, time, slot);
  }

  /** Removes a pending event; false if it has run or been cancelled already. */
  cancel(id: EventId): boolean {
    const slot = id & SLOT_MASK;
    if (id < 0 || slot >= this.positions.length) return false;
    const position = this.positions[slot]!;
    if (position === NONE || this.generations[slot] !== id >>> SLOT_BITS) return false;
    if (this.vacant) {
      this.fillRoot();
      return this.cancel(id);
    }
    this.release(slot);
    this.removeAt(position);
    return true;
  }

  private removeAt(position: number): void {
    const last = --this.size;
    if (position === last) return;
    this.place(position, this.times[last]!, this.slots[last]!);
  }

  /** Fills a position of the heap with an event that belongs there, or further up, or further down. */
  private place(position: number, time: number, slot: number): void {
    if (position > 0 && this.before(time, slot, (position - 1) >> 1)) this.siftUp(position, time, slot);
    else this.siftDown(position, time, slot);
  }

  private release(slot: number): void {
    this.positions[slot] = NONE;
    this.generations[slot] = (this.generations[slot]! + 1) & GENERATION_MASK;
    this.free[this.freeCount++] = slot;
  }

  private fillRoot(): void {
    this.vacant = false;
    const last = --this.size;
    if (last > 0) this.siftDown(0, this.times[last]!, this.slots[last]!);
  }

  /** True when (time, slot) comes before the event at a heap position. */
  private before(time: number, slot: number, position: number): boolean {
    const other = this.times[position]!;
    return time < other || (time === other && this.keys[slot]! < this.keys[this.slots[position]!]!);
  }

  private siftUp(start: number, time: number, slot: number): void {
    const { times, slots, positions } = this;
    let i = start;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!this.before(time, slot, parent)) break;
      times[i] = times[parent]!;
      const moved = slots[parent]!;
      slots[i] = moved;
      positions[moved] = i;
      i = parent;
    }
    times[i] = time;
    slots[i] = slot;
    positions[slot] = i;
  }

  private siftDown(start: number, time: number, slot: number): void {
    const { times, slots, positions, size } = this;
    let i = start;
    for (let child = 2 * i + 1; child < size; child = 2 * i + 1) {
      let earliest = times[child]!;
      const right = child + 1;
      if (right < size) {
        const other = times[right]!;
        if (other < earliest || (other === earliest && this.keys[slots[right]!]! < this.keys[slots[child]!]!)) {
          earliest = other;
          child = right;
        }
      }
      if (time < earliest || (time === earliest && this.keys[slot]! < this.keys[slots[child]!]!)) break;
      times[i] = earliest;
      const moved = slots[child]!;
      slots[i] = moved;
      positions[moved] = i;
      i = child;
    }
    times[i] = time;
    slots[i] = slot;
    positions[slot] = i;
  }

  private grow(): void {
    const old = this.times.length;
    const capacity = old * 2;
    if (capacity > SLOT_MASK + 1) fail(`more than ${SLOT_MASK + 1} pending events`);
    const doubled = <T extends Float64Array | Int32Array>(from: T, to: T): T => {
      to.set(from as never);
      return to;
    };
    this.times = doubled(this.times, new Float64Array(capacity));
    this.slots = doubled(this.slots, new Int32Array(capacity));
    this.keys = doubled(this.keys, new Float64Array(capacity));
    this.kinds = doubled(this.kinds, new Int32Array(capacity));
    this.subjects = doubled(this.subjects, new Int32Array(capacity));
    this.positions = doubled(this.positions, new Int32Array(capacity).fill(NONE));
    this.generations = doubled(this.generations, new Int32Array(capacity));
    this.free = new Int32Array(capacity);
    for (let slot = capacity - 1; slot >= old; slot--) this.free[this.freeCount++] = slot;
  }
}
