const BLOCK = 2048;

/** sfc32 (Doty-Humphrey), drawn in blocks so that its state stays in registers. Hot. */
class Words {
  private readonly block = new Int32Array(BLOCK);
  private readonly state: Int32Array;
  private position = 0;

  constructor(seed: number, stream: number) {
    this.state = new Int32Array([0x9e3779b9, stream, seed, 1]);
    this.fill();
    this.fill();
  }

  next(): number {
    if (this.position === BLOCK) this.fill();
    return this.block[this.position++]!;
  }

  /** In [0, 1), 53 bits. */
  uniform(): number {
    return ((this.next() >>> 5) * 2 ** 26 + (this.next() >>> 6)) * 2 ** -53;
  }

  private fill(): void {
    const { block, state } = this;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < BLOCK; i++) {
      const word = (((a + b) | 0) + d) | 0;
      d = (d + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = (((c << 21) | (c >>> 11)) + word) | 0;
      block[i] = word;
    }
    state[0] = a;
    state[1] = b;
    state[2] = c;
    state[3] = d;
    this.position = 0;
  }
}

/** Marsaglia and Tsang, Journal of Statistical Software 5 (2000) 8: 256 layers of equal area. */
class Layers {
  readonly x = new Float64Array(257);
  readonly y: Float64Array;
  readonly right: number;

  constructor(right: number, area: number, density: (x: number) => number, inverse: (y: number) => number) {
    this.right = right;
    const { x } = this;
    x[0] = area / density(right);
    x[1] = right;
    for (let i = 2; i < 256; i++) x[i] = inverse(area / x[i - 1]! + density(x[i - 1]!));
    this.y = x.map(density);
  }
}

const bell = (x: number) => Math.exp(-0.5 * x * x);
const decay = (x: number) => Math.exp(-x);
const NORMAL = new Layers(3.6541528853610088, 0.00492867323399, bell, (y) => Math.sqrt(-2 * Math.log(y)));
const EXPONENTIAL = new Layers(7.69711747013105, 0.003949659822581557, decay, (y) => -Math.log(y));

/** Exponential variates in blocks. Hot. */
export class Exponential {
  private readonly block = new Float64Array(BLOCK);
  private position = BLOCK;
  private readonly words: Words;
  private readonly mean: number;

  constructor(seed: number, stream: number, mean: number) {
    this.words = new Words(seed, stream);
    this.mean = mean;
  }

  next(): number {
    if (this.position === BLOCK) this.fill();
    return this.block[this.position++]!;
  }

  private fill(): void {
    const { block, words, mean } = this;
    const { x } = EXPONENTIAL;
    for (let k = 0; k < BLOCK; k++) {
      const word = words.next();
      const i = word & 255;
      const value = ((word >>> 8) * 2 ** 32 + (words.next() >>> 0)) * 2 ** -56 * x[i]!;
      block[k] = mean * (value < x[i + 1]! ? value : this.slow(i, value));
    }
    this.position = 0;
  }

  private slow(layer: number, value: number): number {
    const { words } = this;
    const { x, y, right } = EXPONENTIAL;
    for (let i = layer, v = value; ; ) {
      if (i === 0) return right - Math.log(1 - words.uniform());
      if (y[i]! + (y[i + 1]! - y[i]!) * words.uniform() < decay(v)) return v;
      i = words.next() & 255;
      v = words.uniform() * x[i]!;
      if (v < x[i + 1]!) return v;
    }
  }
}

/** Log-normal variates in blocks. Hot. */
export class LogNormal {
  private readonly block = new Float64Array(BLOCK);
  private position = BLOCK;
  private readonly words: Words;
  private readonly mu: number;
  private readonly sigma: number;

  constructor(seed: number, stream: number, { mean, cv }: { mean: number; cv: number }) {
    this.words = new Words(seed, stream);
    this.sigma = Math.sqrt(Math.log(1 + cv * cv));
    this.mu = Math.log(mean) - 0.5 * this.sigma * this.sigma;
  }

  next(): number {
    if (this.position === BLOCK) this.fill();
    return this.block[this.position++]!;
  }

  private fill(): void {
    const { block, words, mu, sigma } = this;
    const { x } = NORMAL;
    for (let k = 0; k < BLOCK; k++) {
      const word = words.next();
      const i = word & 255;
      const value = ((word >>> 9) * 2 ** 32 + (words.next() >>> 0)) * 2 ** -55 * x[i]!;
      const size = value < x[i + 1]! ? value : this.slow(i, value);
      block[k] = Math.exp(mu + (word & 256 ? sigma : -sigma) * size);
    }
    this.position = 0;
  }

  private slow(layer: number, value: number): number {
    const { words } = this;
    const { x, y } = NORMAL;
    for (let i = layer, v = value; ; ) {
      if (i === 0) return this.tail();
      if (y[i]! + (y[i + 1]! - y[i]!) * words.uniform() < bell(v)) return v;
      i = words.next() & 255;
      v = words.uniform() * x[i]!;
      if (v < x[i + 1]!) return v;
    }
  }

  private tail(): number {
    for (;;) {
      const a = -Math.log(1 - this.words.uniform()) / NORMAL.right;
      const b = -Math.log(1 - this.words.uniform());
      if (b + b >= a * a) return NORMAL.right + a;
    }
  }
}

/** Uniform choice of one of `count`. */
export class Choice {
  private readonly words: Words;
  private readonly count: number;

  constructor(seed: number, stream: number, count: number) {
    this.words = new Words(seed, stream);
    this.count = count;
  }

  next(): number {
    return Math.floor((this.words.next() >>> 0) * 2 ** -32 * this.count);
  }
}
