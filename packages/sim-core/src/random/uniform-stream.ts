// The single file: the main file of the package calls require('crypto') when it loads.
import tychei from 'seedrandom/lib/tychei.js';

/**
 * An endless row of uniforms on the open interval (0, 1), 53 random bits each: fixed by its key, the same on every
 * machine and for every block size.
 *
 * Hot: about 4 ns a draw. The package seeds the generator; whole blocks are drawn here, with the state in locals instead
 * of behind two calls a draw (7 to 9 ns). Naive twin: call `double()` of the package's generator for each draw.
 *
 * The generator is Tyche-i (Neves and Araujo, Fast and small nonlinear pseudorandom number generators for computer
 * simulation, PPAM 2011, LNCS 7203, 92-101). Why this one of the package's generators:
 * - Keys that differ in one character give unrelated streams: each character is followed by an inverted quarter round
 *   of ChaCha, which is nonlinear, and 20 more come last. `xor128` and `xorshift7` seed linearly: the xor of the
 *   streams of four keys like x00, x01, x10, x11 is 0 on every draw, for ever; in `xorwow` it is still plainly not
 *   random. Never use these three (`streams.test.ts` shows the failure).
 * - Alea passes the same tests but is slower here (12.5 against 9 ns a draw, 1600 against 400 ns a seed), squeezes
 *   every key through a hash of about 53 bits, and its `double()` can be 0. Tyche-i keeps 128 bits of the key, and
 *   its `double()` draws again instead of returning 0.
 */
export class UniformStream {
  /** Words a, b, c, d of the generator. */
  private readonly state: Int32Array;
  private readonly blockSize: number;
  /** Grows to its size at the first `next`: many streams are only ever read by `fill`. */
  private block = new Float64Array(0);
  private position = 0;

  /** The key should not end in a NUL character, which only shifts the stream by one draw. */
  constructor(key: string, block = 512) {
    const { a, b, c, d } = tychei(key, { state: true }).state();
    this.state = Int32Array.of(a, b, c, d);
    this.blockSize = block;
  }

  next(): number {
    if (this.position === this.block.length) this.refill();
    return this.block[this.position++]!;
  }

  /** The next `block.length` uniforms, as that many calls of `next` would give them. */
  fill(block: Float64Array): void {
    let at = 0;
    while (at < block.length && this.position < this.block.length) block[at++] = this.block[this.position++]!;
    this.draw(block, at);
  }

  private refill(): void {
    if (this.block.length === 0) this.block = new Float64Array(this.blockSize);
    this.draw(this.block, 0);
    this.position = 0;
  }

  /** Fills the block from `at` on: two rounds of Tyche-i a draw, 21 and 32 bits, and another draw instead of a 0. */
  private draw(block: Float64Array, at: number): void {
    const { state } = this;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = at; i < block.length; i++) {
      let top = 0;
      let bottom = 0;
      do {
        b = (b << 25) ^ (b >>> 7) ^ c;
        c = (c - d) | 0;
        d = (d << 24) ^ (d >>> 8) ^ a;
        a = (a - b) | 0;
        b = (b << 20) ^ (b >>> 12) ^ c;
        c = (c - d) | 0;
        d = (d << 16) ^ (c >>> 16) ^ a;
        a = (a - b) | 0;
        top = a >>> 11;
        b = (b << 25) ^ (b >>> 7) ^ c;
        c = (c - d) | 0;
        d = (d << 24) ^ (d >>> 8) ^ a;
        a = (a - b) | 0;
        b = (b << 20) ^ (b >>> 12) ^ c;
        c = (c - d) | 0;
        d = (d << 16) ^ (c >>> 16) ^ a;
        a = (a - b) | 0;
        bottom = a >>> 0;
      } while (top === 0 && bottom === 0);
      block[i] = (top + bottom * 2 ** -32) * 2 ** -21;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
  }
}
