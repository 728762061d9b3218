const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

/**
 * A hash of the whole trajectory as a sum over requests, so that it does not depend on the order in which an engine
 * gets to them: two programs with the same fingerprint gave every request the same dyno, start, end and outcome.
 *
 * Hot: about 8 ns a request, always on. Mixing after MurmurHash3's 32-bit finaliser (Appleby, public domain), in two
 * lanes of 32 bits with different seeds.
 */
export class Fingerprint {
  private low = 0;
  private high = 0;

  add(serial: number, place: number, start: number, end: number, outcome: number): void {
    let a = serial | 0;
    double[0] = start;
    a = mix(a ^ words[0]!, 0x85ebca6b) ^ words[1]!;
    double[0] = end;
    a = mix(a, 0xc2b2ae35) ^ words[0]!;
    a = mix(a, 0x9e3779b1) ^ words[1]!;
    a = mix(a, 0x27d4eb2f) ^ ((place << 8) | outcome);
    const b = mix(a, 0x85ebca6b);
    this.low = (this.low + b) | 0;
    this.high = (this.high + mix(b ^ serial, 0xc2b2ae35)) | 0;
  }

  /** Adds another run's fingerprint, so that replications have one together. */
  merge(other: string): void {
    this.high = (this.high + Number.parseInt(other.slice(0, 8), 16)) | 0;
    this.low = (this.low + Number.parseInt(other.slice(8), 16)) | 0;
  }

  /** Sixteen hexadecimal digits. */
  toString(): string {
    return [this.high, this.low].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

function mix(value: number, multiplier: number): number {
  const h = Math.imul(value ^ (value >>> 16), multiplier);
  return h ^ (h >>> 13);
}
