import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { Result } from '@dynosim/models';
import { BadInput } from './bad-input.ts';
import { conductCells } from './engines/conduct-cells.ts';
import { ExitCode } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { wantsColour } from './output/colour.ts';
import { printable } from './output/printable.ts';
import { ProgressLine } from './output/progress-line.ts';
import { durationText } from './output/quantity-text.ts';
import { sweepCsv } from './output/sweep-csv.ts';
import { SweepFile } from './output/sweep-file.ts';
import { planDigest, type SweepLine } from './output/sweep-line.ts';
import { sweepLegend, sweepTable } from './output/sweep-table.ts';
import { WIDTH } from './output/wrapped.ts';
import { type PlannedCell, readSweepPlan, type SweepPlanOptions } from './readers/sweep-plan.ts';
import { whyUnreadable } from './readers/text-file.ts';

/** The options of `sweep` as commander gives them. */
export interface SweepOptions extends SweepPlanOptions {
  readonly json?: boolean;
  readonly threads?: number;
  readonly out?: string;
  readonly csv?: string;
}

/** The command `sweep`: plan and check all cells, go on where an earlier run stopped, keep, print. */
export async function sweepScenario(name: string, options: SweepOptions): Promise<ExitCode> {
  if (options.json && options.csv === '-') throw new BadInput('--json and --csv - both write to standard output');
  const cells = await readSweepPlan(name, options);
  const plan = planDigest(cells);
  await checkCsv(options.csv);
  const file = options.out === undefined ? undefined : await SweepFile.open(options.out, cells, plan);
  const progress = new ProgressLine(process.stderr);
  const kept = new Kept(file, options.json === true, progress);
  try {
    await finishCells({ cells, plan, kept, progress, threads: options.threads ?? availableParallelism() });
  } finally {
    progress.clear();
    await file?.close();
  }
  const lines = kept.inOrder();
  await print(lines, options);
  if (lines.length === cells.length) return ExitCode.done;
  process.stderr.write(`${interrupted(lines.length, cells.length, file)}\n`);
  return ExitCode.interrupted;
}

/** The cells that are done. With --json they are printed in order, each as soon as all before it are there. */
class Kept {
  private readonly lines = new Map<number, SweepLine>();
  private readonly file: SweepFile | undefined;
  private readonly isPrinted: boolean;
  private readonly progress: ProgressLine;
  private printed = 0;

  constructor(file: SweepFile | undefined, isPrinted: boolean, progress: ProgressLine) {
    this.file = file;
    this.isPrinted = isPrinted;
    this.progress = progress;
    for (const [index, text] of file?.found ?? []) this.lines.set(index, JSON.parse(text) as SweepLine);
    this.print();
  }

  get count(): number {
    return this.lines.size;
  }

  has(index: number): boolean {
    return this.lines.has(index);
  }

  add(line: SweepLine): void {
    this.lines.set(line.sweep.index, line);
    this.file?.append(line.sweep.index, JSON.stringify(line));
    this.print();
  }

  inOrder(): SweepLine[] {
    return [...this.lines.values()].sort((a, b) => a.sweep.index - b.sweep.index);
  }

  private print(): void {
    if (!this.isPrinted) return;
    for (let line = this.lines.get(this.printed); line; line = this.lines.get(this.printed)) {
      this.progress.clear();
      process.stdout.write(`${JSON.stringify(line)}\n`);
      this.printed += 1;
    }
  }
}

interface Sweep {
  readonly cells: readonly PlannedCell[];
  readonly plan: string;
  readonly kept: Kept;
  readonly progress: ProgressLine;
  readonly threads: number;
}

/** Runs what is missing and hands every result on as soon as it comes. */
async function finishCells({ cells, plan, kept, progress, threads }: Sweep): Promise<void> {
  const before = kept.count;
  const missing = [...cells.keys()].filter((index) => !kept.has(index));
  if (missing.length === 0) return;
  const began = performance.now();
  const onProgress = (done: number): void => {
    const left = ((performance.now() - began) * (missing.length - done)) / done;
    const text = `${durationText(left)} left, ${kept.count} of ${cells.length} cells`;
    progress.show((before + done) / cells.length, text);
  };
  const onResult = (result: Result, i: number): void => {
    const index = missing[i]!;
    kept.add({ cell: cells[index]!.values, ...result, sweep: { index, of: cells.length, plan } });
  };
  const files = missing.map((index) => cells[index]!.file);
  await conductCells(files, { threads, signal: interruption(), onProgress, onResult });
}

async function print(lines: readonly SweepLine[], { json, csv }: SweepOptions): Promise<void> {
  if (csv === '-') process.stdout.write(sweepCsv(lines));
  else if (csv !== undefined) await writeCsv(csv, sweepCsv(lines));
  if (json || csv === '-' || lines.length === 0) return;
  const { stdout } = process;
  const width = stdout.isTTY ? stdout.columns || WIDTH : WIDTH;
  stdout.write(`${sweepTable(lines, width, wantsColour(stdout))}\n${sweepLegend(lines)}`);
}

function interrupted(done: number, of: number, file: SweepFile | undefined): string {
  const kept = `interrupted: ${done} of ${of} cells are done`;
  return file === undefined
    ? `${kept}. With --out FOLDER they would be kept, and the same command would go on from there.`
    : `${kept} and kept in ${printable(file.path)}. The same command goes on from there.`;
}

/** Before hours of work: whether the file can be written in the end. */
async function checkCsv(file: string | undefined): Promise<void> {
  if (file === undefined || file === '-') return;
  if (file === '') throw new BadInput('--csv: expected the name of a file, got nothing');
  await openCsv(file, 'a', async () => {});
}

async function writeCsv(file: string, text: string): Promise<void> {
  await openCsv(file, 'w', (handle) => handle.writeFile(text));
}

async function openCsv(file: string, flags: string, use: (handle: Awaited<ReturnType<typeof open>>) => Promise<void>) {
  try {
    const handle = await open(file, flags);
    await use(handle);
    await handle.close();
  } catch (error) {
    throw new BadInput(`--csv ${printable(file)}: ${whyUnreadable(error)}`);
  }
}
