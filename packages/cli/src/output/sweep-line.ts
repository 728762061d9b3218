import { createHash, type Hash } from 'node:crypto';
import { type Attachments, documentDifferences, type Result, VERSION } from '@dynosim/models';
import type { PlannedCell } from '../readers/sweep-plan.ts';
import { printable, shortened } from './printable.ts';

/** One line of a sweep: the result of a cell, which cell it is, and of which sweep. */
export interface SweepLine extends Result {
  readonly cell: PlannedCell['values'];
  readonly sweep: {
    /** From 0, and of how many. */
    readonly index: number;
    readonly of: number;
    /** Of everything that goes into the sweep: equal plans give equal lines. */
    readonly plan: string;
  };
}

/** A digest of all cells, of the files that they name and of the version of the program. */
export function planDigest(cells: readonly PlannedCell[]): string {
  const hash = createHash('sha256').update(VERSION);
  const seen = new Map<Attachments[keyof Attachments], number>();
  for (const { values, file } of cells) {
    hash.update(JSON.stringify([values, file.scenario.document]));
    for (const attached of [file.attachments.trace, file.attachments.profile]) {
      if (attached === undefined) continue;
      const known = seen.get(attached);
      if (known === undefined) addColumns(hash, attached);
      hash.update(`#${known ?? seen.size}`);
      if (known === undefined) seen.set(attached, seen.size);
    }
  }
  return hash.digest('hex').slice(0, 32);
}

/** Traces and profiles are columns of numbers or of texts. */
function addColumns(hash: Hash, columns: object): void {
  for (const [name, column] of Object.entries(columns)) {
    hash.update(name);
    hash.update(ArrayBuffer.isView(column) ? bytesOf(column) : JSON.stringify(column));
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Said only if no line shows what it was. */
export const SOMETHING_ELSE =
  'other cells are not as they were when it was begun, or a file that the scenario names has changed';

/** Why a line that stands in the file does not belong to this sweep; undefined if it does. */
export function whyAnotherSweep(
  { sweep, scenario, dynosim, cell }: Partial<SweepLine>,
  cells: readonly PlannedCell[],
  plan: string,
): string | undefined {
  if (sweep === undefined || cell === undefined) return 'it holds results of something else than a sweep';
  if (sweep.plan === plan) return undefined;
  if (dynosim !== VERSION) return `it was begun by dynosim ${printable(String(dynosim))}, this is ${VERSION}`;
  const here = cells[sweep.index];
  if (here === undefined || sweep.of !== cells.length)
    return `it was begun with ${sweep.of} cells, these are ${cells.length}`;
  const changed = documentDifferences(scenario, here.file.scenario.document);
  if (changed.length === 0 && JSON.stringify(cell) === JSON.stringify(here.values)) return SOMETHING_ELSE;
  const told = changed.slice(0, 3).map(({ path, a, b }) => `${path} was ${shown(a)} and is ${shown(b)}`);
  const more = changed.length > 3 ? ` and ${changed.length - 3} more` : '';
  return `the scenario is another one: in cell ${sweep.index + 1} ${told.join(', ')}${more}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : shortened(typeof value === 'string' ? value : JSON.stringify(value), 40);
}
