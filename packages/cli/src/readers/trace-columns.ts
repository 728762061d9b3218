import { nearest, type ReplayTrace } from '@dynosim/models';
import type { CsvColumns } from './csv-file.ts';
import { GrowingColumn } from './growing-column.ts';
import { LIMITS } from './limits.ts';

const KNOWN: readonly string[] = ['arrival_s', 'cpu_ms', 'wait_ms', 'db_ms', 'class', 'dyno'];
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

interface Column {
  readonly name: string;
  readonly index: number;
  /** Takes a field over, or says what is wrong with it. */
  readonly take: (field: string) => string | undefined;
}

/** The columns of a replay file that the simulator knows, filled row by row. */
export class TraceColumns implements CsvColumns<ReplayTrace> {
  private readonly width: number;
  private readonly columns: readonly Column[];
  private readonly numbers = new Map<string, GrowingColumn>();
  private readonly classes: string[] = [];
  private readonly classNames = new Map<string, string>();
  private rows = 0;

  constructor(header: readonly string[]) {
    this.width = header.length;
    this.columns = header.flatMap((name, index) => (KNOWN.includes(name) ? [this.column(name, index)] : []));
  }

  /** Takes a row over, or says why not. */
  take(fields: readonly string[]): string | undefined {
    if (fields.length !== this.width)
      return `has ${fields.length} field${fields.length === 1 ? '' : 's'}, the header has ${this.width}`;
    if (++this.rows > LIMITS.traceRows) return `more than ${LIMITS.traceRows} arrivals`;
    for (const { name, index, take } of this.columns) {
      const wrong = take(fields[index]!);
      if (wrong !== undefined) return `${name}: ${wrong}`;
    }
    return undefined;
  }

  get isEmpty(): boolean {
    return this.rows === 0;
  }

  value(): ReplayTrace {
    const [cpu, wait, db, dyno] = ['cpu_ms', 'wait_ms', 'db_ms', 'dyno'].map((name) => this.numbers.get(name));
    return {
      arrival: this.numbers.get('arrival_s')!.doubles(),
      ...(cpu && { cpu: cpu.doubles() }),
      ...(wait && { wait: wait.doubles() }),
      ...(db && { db: db.doubles() }),
      ...(dyno && { dyno: dyno.integers() }),
      ...(this.columns.some(({ name }) => name === 'class') && { className: this.classes }),
    };
  }

  private column(name: string, index: number): Column {
    if (name === 'class') return { name, index, take: (field) => this.takeClass(field) };
    const values = new GrowingColumn();
    this.numbers.set(name, values);
    const take = name === 'arrival_s' ? takeArrival : name === 'dyno' ? takeDyno : takeDemand;
    return { name, index, take: (field) => take(field, values) };
  }

  /** Equal names are one string, not a piece of each row that keeps the row alive. */
  private takeClass(field: string): string | undefined {
    const name = this.classNames.get(field) ?? field.trim();
    if (name === '') return 'expected the name of a request class, got nothing';
    this.classNames.set(field, name);
    this.classes.push(name);
    return undefined;
  }
}

/** What is wrong with a header, or nothing. */
export function headerProblem(header: readonly string[]): string | undefined {
  const twice = KNOWN.find((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice !== undefined) return `two columns are called ${twice}`;
  if (header.includes('arrival_s')) return undefined;
  const meant = nearest('arrival_s', header);
  const found =
    meant === undefined ? `the first line has ${header.slice(0, 8).join(', ')}` : `did you mean it by ${meant}?`;
  return `no column is called arrival_s (seconds from the start); ${found}${separatorHint(header)}`;
}

/** For files of spreadsheets in countries where the comma is in the numbers. */
export function separatorHint(header: readonly string[]): string {
  const separator = header.length === 1 ? (header[0]!.match(/[;\t]/)?.[0] ?? '') : '';
  if (separator === '') return '';
  return `; fields are separated by commas, not by ${separator === ';' ? 'semicolons' : 'tabs'}`;
}

/** The number that a field is, as a whole; NaN for any other text. */
export function numberOf(field: string): number {
  return NUMBER.test(field) ? Number(field) : Number.NaN;
}

function takeArrival(field: string, values: GrowingColumn): string | undefined {
  const value = numberOf(field);
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) return `expected seconds, 0 or more, got ${quoted(field)}`;
  if (value < values.last)
    return `${field.trim()} is earlier than the row before, ${values.last}; arrivals must ascend`;
  values.push(value);
  return undefined;
}

function takeDemand(field: string, values: GrowingColumn): string | undefined {
  const value = numberOf(field) / 1000;
  if (!(value >= 0 && value < Number.POSITIVE_INFINITY))
    return `expected milliseconds, 0 or more, got ${quoted(field)}`;
  values.push(value);
  return undefined;
}

function takeDyno(field: string, values: GrowingColumn): string | undefined {
  const value = numberOf(field);
  if (!(Number.isInteger(value) && value >= 0 && value < 2 ** 31))
    return `expected the number of a dyno, from 0, got ${quoted(field)}`;
  values.push(value);
  return undefined;
}

/** A field as a message shows it. */
export function quoted(field: string): string {
  return field.trim() === '' ? 'nothing' : JSON.stringify(field.length > 40 ? `${field.slice(0, 40)}…` : field);
}
