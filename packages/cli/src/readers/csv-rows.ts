import { LIMITS } from './limits.ts';

/** One row: its fields, or undefined where its quotes do not match or it is endless, and the line on which it begins. */
export type OnRow = (fields: readonly string[] | undefined, line: number) => void;

/**
 * Rows of a CSV text (RFC 4180: quotes, doubled quotes, line breaks in quotes, CRLF) that comes in pieces of any size.
 * Hot: a row without quotes is only split.
 */
export class CsvRows {
  private readonly onRow: OnRow;
  private rest = '';
  private line = 1;
  /** Where the row begins of which a part was thrown away. */
  private endless: number | undefined;
  private isFirst = true;

  constructor(onRow: OnRow) {
    this.onRow = onRow;
  }

  push(piece: string): void {
    const text = this.rest + (this.isFirst ? piece.replace(/^\ufeff/, '') : piece);
    this.isFirst &&= piece === '';
    let start = 0;
    let quote = text.indexOf('"');
    for (;;) {
      let end = text.indexOf('\n', start);
      for (let quotes = 0; end !== -1; end = text.indexOf('\n', end + 1)) {
        for (; quote !== -1 && quote < end; quote = text.indexOf('"', quote + 1)) quotes += 1;
        // A line break after an odd number of quotes is part of a field.
        if (quotes % 2 === 0) break;
      }
      if (end === -1) break;
      this.row(text.slice(start, end));
      start = end + 1;
    }
    this.keep(text.slice(start));
  }

  end(): void {
    if (this.rest !== '' || this.endless !== undefined) this.row(this.rest);
    this.rest = '';
  }

  /** What is longer than any row is thrown away up to the next line break, and reported there. */
  private keep(rest: string): void {
    if (rest.length > LIMITS.csvLine) this.endless ??= this.line;
    if (this.endless !== undefined) this.line += lineBreaks(rest);
    this.rest = this.endless === undefined ? rest : '';
  }

  private row(text: string): void {
    const line = this.endless ?? this.line;
    const isBad = this.endless !== undefined || text.length > LIMITS.csvLine;
    this.endless = undefined;
    this.line += 1 + (text.includes('"') ? lineBreaks(text) : 0);
    const bare = text.endsWith('\r') ? text.slice(0, -1) : text;
    if (isBad) this.onRow(undefined, line);
    else if (bare !== '') this.onRow(bare.includes('"') ? quotedFields(bare) : bare.split(','), line);
  }
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

/** A field and the comma or end behind it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;

function quotedFields(row: string): string[] | undefined {
  const fields: string[] = [];
  FIELD.lastIndex = 0;
  for (;;) {
    const match = FIELD.exec(row);
    if (match === null) return undefined;
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === '') return fields;
  }
}
