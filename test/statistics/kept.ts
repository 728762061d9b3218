import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Experiment } from './experiment.ts';

/** The key comes last: no other text is in a line, so only a whole one ends with a quote and a brace. */
interface Line {
  readonly found: Experiment | null;
  readonly key: string;
}

/** Experiments that are written to a file as they come, so that an interrupted study goes on where it stopped. */
export class Kept {
  private readonly file: string | undefined;
  private readonly found = new Map<string, Experiment | null>();

  constructor(file: string | undefined) {
    this.file = file;
    if (file === undefined || !existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    for (const line of text.split('\n')) this.read(line);
    if (text !== '' && !text.endsWith('\n')) appendFileSync(file, '\n');
  }

  /** The experiment of that key from the file, or a new one. */
  take(key: string, run: () => Experiment | null): Experiment | null {
    const before = this.found.get(key);
    if (before !== undefined) return before;
    const found = run();
    if (this.file !== undefined) appendFileSync(this.file, `${JSON.stringify({ found, key } satisfies Line)}\n`);
    return found;
  }

  /** A line that was cut off by the interruption is run again. */
  private read(line: string): void {
    if (!line.endsWith('"}')) return;
    const { key, found } = JSON.parse(line) as Line;
    this.found.set(key, found);
  }
}
