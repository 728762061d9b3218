import { BadInput } from '../bad-input.ts';
import type { PlannedCell } from '../readers/sweep-plan.ts';
import { printable } from './printable.ts';
import { ResultsFile } from './results-file.ts';
import { SOMETHING_ELSE, type SweepLine, whyAnotherSweep } from './sweep-line.ts';

/**
 * The lines of a sweep in a file: appended as cells are done, put into the order of the cells in the end. A program
 * that is killed at any moment leaves whole lines, and at worst a piece of one, which the next one takes away. There
 * is no other state, so there is nothing else to lose.
 */
export class SweepFile {
  /** What was in it already, by number of the cell. */
  readonly found: ReadonlyMap<number, string>;
  private readonly file: ResultsFile;
  private readonly lines: Map<number, string>;
  /** [bytes]. */
  private size: number;
  private writing: Promise<void> = Promise.resolve();

  private constructor(file: ResultsFile, lines: Map<number, string>, size: number) {
    this.file = file;
    this.lines = lines;
    this.found = new Map(lines);
    this.size = size;
  }

  /** Opens or makes the file; refuses one that holds anything but lines of this very sweep. */
  static async open(folder: string, cells: readonly PlannedCell[], plan: string): Promise<SweepFile> {
    const file = await ResultsFile.open(folder);
    try {
      const { lines, size } = await wholeLines(file);
      const numbers = lines.map((line) => numberOf(line, cells, plan));
      const why = numbers.filter((number) => typeof number === 'string');
      if (why.length > 0) throw refusal(file, why.find((reason) => reason !== SOMETHING_ELSE) ?? SOMETHING_ELSE);
      const numbered = new Map(lines.map((line, i) => [numbers[i] as number, line]));
      if (numbered.size < lines.length) throw refusal(file, 'a cell is in it twice');
      if ((await file.size()) > size) await file.cut(size);
      await file.tidy();
      return new SweepFile(file, numbered, size);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get path(): string {
    return this.file.path;
  }

  /** Lines go to the disk one after the other; `close` waits for all of them and throws if one could not be written. */
  append(number: number, line: string): void {
    this.lines.set(number, line);
    this.writing = this.writing.then(() => this.write(line));
    // Told by close: an error must not end the program in between.
    this.writing.catch(() => {});
  }

  /** Waits until everything is written, and puts the lines in order. */
  async close(): Promise<void> {
    try {
      await this.writing;
      const numbers = [...this.lines.keys()];
      const isOrdered = numbers.every((number, i) => i === 0 || number > numbers[i - 1]!);
      const ordered = numbers.sort((a, b) => a - b).map((number) => this.lines.get(number)!);
      if (!isOrdered && (await this.isOurs())) await this.file.replace(ordered);
    } finally {
      await this.file.close();
    }
  }

  private async write(line: string): Promise<void> {
    if (!(await this.isOurs()))
      throw new BadInput(`${printable(this.path)}: another program writes into it at the same time`);
    await this.file.append(line);
    this.size += Buffer.byteLength(line) + 1;
  }

  /** False if somebody else has written into the file. */
  private async isOurs(): Promise<boolean> {
    return (await this.file.size()) === this.size;
  }
}

function refusal({ path }: ResultsFile, why: string): BadInput {
  const hint = 'choose another --out folder, or delete the file to begin again';
  return new BadInput(`${printable(path)}: cannot go on with it: ${why}\n       hint: ${hint}`);
}

/** The lines that have an end, and the size of all of them. */
async function wholeLines(file: ResultsFile): Promise<{ lines: string[]; size: number }> {
  const lines: string[] = [];
  let size = 0;
  for await (const line of file.lines()) {
    lines.push(line);
    size += Buffer.byteLength(line) + 1;
  }
  if (size <= (await file.size())) return { lines, size };
  return { lines: lines.slice(0, -1), size: size - Buffer.byteLength(lines.at(-1)!) - 1 };
}

/** Which cell a line is; a sentence where it is none of this sweep. */
function numberOf(line: string, cells: readonly PlannedCell[], plan: string): number | string {
  let found: Partial<SweepLine> | null;
  try {
    found = JSON.parse(line) as Partial<SweepLine> | null;
  } catch {
    return 'it holds something else than results';
  }
  return whyAnotherSweep(found ?? {}, cells, plan) ?? found!.sweep!.index;
}
