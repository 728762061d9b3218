/**
 * Numbers of which nobody knows how many will come: an array that doubles. The memory is of the kind that threads
 * share, so that no thread has a copy of a long trace.
 */
export class GrowingColumn {
  private values = new Float64Array(new SharedArrayBuffer(8 * 1024));
  private length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(new SharedArrayBuffer(16 * this.length));
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  /** The last value; -Infinity if there is none. */
  get last(): number {
    return this.length === 0 ? Number.NEGATIVE_INFINITY : this.values[this.length - 1]!;
  }

  doubles(): Float64Array {
    return this.values.subarray(0, this.length);
  }

  integers(): Int32Array {
    const copy = new Int32Array(new SharedArrayBuffer(4 * this.length));
    copy.set(this.doubles());
    return copy;
  }
}
