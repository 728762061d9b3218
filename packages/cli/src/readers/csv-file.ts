import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { CsvRows, type OnRow } from './csv-rows.ts';
import { LIMITS } from './limits.ts';
import { RawLines } from './raw-lines.ts';
import { looksLikeLog } from './router-line.ts';
import { whyUnreadable } from './text-file.ts';

/** What a file holds, or why it holds nothing: nothing can be read at all, or these lines of the file are wrong. */
export type CsvFile<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'unreadable'; readonly rule: string }
  | { readonly kind: 'bad-rows'; readonly rows: readonly BadRow[]; readonly more: number };

/** What makes a value out of rows. */
export interface CsvColumns<T> {
  /** Takes a row over, or says why not. */
  take(fields: readonly string[]): string | undefined;
  readonly isEmpty: boolean;
  value(): T;
}

/** A kind of file: what its header must have, and who reads its rows. */
export interface CsvKind<T> {
  readonly headerProblem: (header: readonly string[]) => string | undefined;
  readonly columns: (header: readonly string[]) => CsvColumns<T>;
  /** What its rows are called: `arrivals`. */
  readonly rows: string;
  /** Who reads the lines, each as one field, if the file is a log instead. */
  readonly log: () => CsvColumns<T>;
}

export interface BadRow {
  readonly line: number;
  readonly rule: string;
}

/** Reads a CSV file or a log, compressed or not, piece by piece: memory holds what counts and one piece of the text. */
export async function readCsvFile<T>(path: string, kind: CsvKind<T>): Promise<CsvFile<T>> {
  const reading = new CsvReading(kind);
  try {
    if ((await stat(path)).isDirectory()) return { kind: 'unreadable', rule: 'is a directory, expected a CSV file' };
    const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
    const take = (source: AsyncIterable<Buffer>): Promise<void> => reading.consume(source);
    await (path.endsWith('.gz') ? pipeline(bytes, createGunzip(), take) : pipeline(bytes, take));
  } catch (error) {
    return { kind: 'unreadable', rule: whyBroken(error) };
  }
  return reading.result();
}

const NO_ROW = 'not a CSV row: its quotes do not match, or it has no end';
const ENDLESS = 'longer than any line of a log';

class CsvReading<T> {
  private readonly kind: CsvKind<T>;
  private readonly bad: BadRow[] = [];
  private badCount = 0;
  private columns: CsvColumns<T> | undefined;
  private isHeaderBad = false;
  private isLog = false;
  private rows: CsvRows | RawLines | undefined;

  constructor(kind: CsvKind<T>) {
    this.kind = kind;
  }

  async consume(source: AsyncIterable<Buffer>): Promise<void> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const piece of source) this.push(decoder.decode(piece, { stream: true }));
    this.push(decoder.decode());
    this.rows?.end();
  }

  /** The first piece shows what kind of file it is. */
  private push(piece: string): void {
    if (piece !== '') this.rows ??= this.start(piece);
    this.rows?.push(piece);
  }

  private start(piece: string): CsvRows | RawLines {
    const onRow: OnRow = (fields, line) => this.row(fields, line);
    if (!looksLikeLog(piece)) return new CsvRows(onRow);
    this.columns = this.kind.log();
    this.isLog = true;
    return new RawLines(onRow);
  }

  result(): CsvFile<T> {
    if (!this.isHeaderBad && this.columns === undefined) return { kind: 'unreadable', rule: 'is empty' };
    if (this.badCount > 0) return { kind: 'bad-rows', rows: this.bad, more: this.badCount - this.bad.length };
    if (this.columns!.isEmpty) {
      const rule = this.isLog ? "is a log without a line of Heroku's router" : `has a header and no ${this.kind.rows}`;
      return { kind: 'unreadable', rule };
    }
    return { kind: 'value', value: this.columns!.value() };
  }

  private row(fields: readonly string[] | undefined, line: number): void {
    if (this.isHeaderBad) return;
    const rule = fields === undefined ? (this.isLog ? ENDLESS : NO_ROW) : this.take(fields);
    if (rule === undefined) return;
    this.badCount += 1;
    if (this.bad.length < LIMITS.badRows) this.bad.push({ line, rule });
  }

  private take(fields: readonly string[]): string | undefined {
    if (this.columns) return this.columns.take(fields);
    const header = fields.map((name) => name.trim());
    const wrong = this.kind.headerProblem(header);
    if (wrong === undefined) this.columns = this.kind.columns(header);
    this.isHeaderBad = wrong !== undefined;
    return wrong;
  }
}

function whyBroken(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('Z_')) return 'is not a whole gzip file';
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not a UTF-8 text' : whyUnreadable(error);
}
