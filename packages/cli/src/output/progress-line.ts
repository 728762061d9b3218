/** Where progress is written: standard error. */
export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const BAR = 24;
/** Between two plain lines, and between two states of a bar [ms]. */
const LINE_EVERY = 5000;
const BAR_EVERY = 100;
const CLEAR = '\r\u001b[2K';

/** How far the work is: one line that changes on a terminal, and a plain line every few seconds elsewhere. */
export class ProgressLine {
  private readonly stream: ProgressStream;
  private readonly clock: () => number;
  private readonly isBar: boolean;
  private last: number;
  private highest = 0;
  private isShown = false;

  constructor(stream: ProgressStream, clock: () => number = () => performance.now(), terminal = process.env['TERM']) {
    this.stream = stream;
    this.clock = clock;
    this.isBar = stream.isTTY === true && terminal !== 'dumb';
    this.last = clock();
  }

  /** Shows a state, unless one was shown a moment ago. The fraction that is shown never falls. */
  show(fraction: number, text: string): void {
    this.highest = Math.max(this.highest, Math.min(fraction, 0.99));
    const now = this.clock();
    if (now - this.last < (this.isBar ? BAR_EVERY : LINE_EVERY)) return;
    this.last = now;
    const percent = `${Math.floor(this.highest * 100)}`.padStart(3);
    if (!this.isBar) {
      this.stream.write(`${percent.trim()} %  ${text}\n`);
      return;
    }
    const full = Math.round(this.highest * BAR);
    const bar = `${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${percent} %  ${text}`;
    this.stream.write(CLEAR + bar.slice(0, (this.stream.columns || 80) - 1));
    this.isShown = true;
  }

  /** Takes the bar away, so that the result begins on a clean line. */
  clear(): void {
    if (this.isShown) this.stream.write(CLEAR);
    this.isShown = false;
  }
}
