import type { OnRow } from './csv-rows.ts';
import { LIMITS } from './limits.ts';

/** Lines of a text that comes in pieces of any size, each as a row of one field; of an endless one only the news of it. */
export class RawLines {
  private readonly onRow: OnRow;
  private rest = '';
  private line = 1;
  private isEndless = false;

  constructor(onRow: OnRow) {
    this.onRow = onRow;
  }

  push(piece: string): void {
    const lines = (this.rest + piece).split('\n');
    this.rest = lines.pop()!;
    for (const line of lines) this.row(line);
    if (this.rest.length <= LIMITS.csvLine) return;
    this.isEndless = true;
    this.rest = '';
  }

  /** A last line without an end may be cut off: it is not taken for a whole one. */
  end(): void {
    this.rest = '';
  }

  private row(text: string): void {
    this.onRow(this.isEndless || text.length > LIMITS.csvLine ? undefined : [text], this.line);
    this.line += 1;
    this.isEndless = false;
  }
}
