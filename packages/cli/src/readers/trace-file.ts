import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ReplayTrace } from '@dynosim/models';
import { CsvRows } from './csv-rows.ts';
import { LIMITS } from './limits.ts';
import { whyUnreadable } from './text-file.ts';
import { headerProblem, TraceColumns } from './trace-columns.ts';

/** A trace, or why there is none: nothing can be read at all, or these lines of the file are wrong. */
export type TraceFile =
  | { readonly kind: 'trace'; readonly trace: ReplayTrace }
  | { readonly kind: 'unreadable'; readonly rule: string }
  | { readonly kind: 'bad-rows'; readonly rows: readonly BadRow[]; readonly more: number };

export interface BadRow {
  readonly line: number;
  readonly rule: string;
}

/** Reads a replay file piece by piece: memory holds the columns that count and one piece of the text. */
export async function readTraceFile(path: string): Promise<TraceFile> {
  const reading = new TraceReading();
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

class TraceReading {
  private readonly bad: BadRow[] = [];
  private badCount = 0;
  private columns: TraceColumns | undefined;
  private isHeaderBad = false;
  private readonly rows = new CsvRows((fields, line) => this.row(fields, line));

  async consume(source: AsyncIterable<Buffer>): Promise<void> {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    for await (const piece of source) this.rows.push(decoder.decode(piece, { stream: true }));
    this.rows.push(decoder.decode());
    this.rows.end();
  }

  result(): TraceFile {
    if (!this.isHeaderBad && this.columns === undefined) return { kind: 'unreadable', rule: 'is empty' };
    if (this.badCount > 0) return { kind: 'bad-rows', rows: this.bad, more: this.badCount - this.bad.length };
    if (this.columns!.isEmpty) return { kind: 'unreadable', rule: 'has a header and no arrivals' };
    return { kind: 'trace', trace: this.columns!.trace() };
  }

  private row(fields: readonly string[] | undefined, line: number): void {
    if (this.isHeaderBad) return;
    const rule = fields === undefined ? 'not a CSV row: its quotes do not match, or it has no end' : this.take(fields);
    if (rule === undefined) return;
    this.badCount += 1;
    if (this.bad.length < LIMITS.badRows) this.bad.push({ line, rule });
  }

  private take(fields: readonly string[]): string | undefined {
    if (this.columns) return this.columns.take(fields);
    const header = fields.map((name) => name.trim());
    const wrong = headerProblem(header);
    if (wrong === undefined) this.columns = new TraceColumns(header);
    this.isHeaderBad = wrong !== undefined;
    return wrong;
  }
}

function whyBroken(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code.startsWith('Z_')) return 'is not a whole gzip file';
  return code === 'ERR_ENCODING_INVALID_ENCODED_DATA' ? 'is not a UTF-8 text' : whyUnreadable(error);
}
