import type { Result } from '@dynosim/models';
import type { ScenarioFile } from '../readers/scenario-file.ts';
import { conductOn, type Progress } from './conduct.ts';
import { Threads } from './threads.ts';

export interface ConductingCells {
  readonly threads: number;
  readonly signal: AbortSignal;
  /** Cells that are done, those under way counted by their part. */
  readonly onProgress: (done: number) => void;
  /** In the order in which cells are done. */
  readonly onResult: (result: Result, index: number) => void;
}

/** Cells under way beyond one for each thread, so that no thread waits for the last replication of a round. */
const SPARE = 2;

/**
 * Runs many scenarios on the same threads, some at a time. Threads prefer the earliest cell, so that few are begun
 * and not done. After an abort only whole cells have been given.
 */
export async function conductCells(files: readonly ScenarioFile[], conducting: ConductingCells): Promise<void> {
  const cells = new Cells(files, conducting);
  try {
    await cells.run();
  } finally {
    await cells.close();
  }
}

class Cells {
  private readonly files: readonly ScenarioFile[];
  private readonly conducting: ConductingCells;
  private readonly threads: Threads;
  /** Of cells under way, by number: the part that is done. */
  private readonly parts = new Map<number, number>();
  private next = 0;
  private finished = 0;

  constructor(files: readonly ScenarioFile[], conducting: ConductingCells) {
    this.files = files;
    this.conducting = conducting;
    this.threads = new Threads(conducting.threads);
  }

  async run(): Promise<void> {
    const { threads, signal } = this.conducting;
    const lane = async (): Promise<void> => {
      while (this.next < this.files.length && !signal.aborted) await this.runCell(this.next++);
    };
    await Promise.all(Array.from({ length: threads + SPARE }, lane));
  }

  async close(): Promise<void> {
    await this.threads.close();
  }

  private async runCell(index: number): Promise<void> {
    const { scenario, document, attachments } = this.files[index]!;
    const { signal } = this.conducting;
    const engine = this.threads.engineOf({ document, attachments });
    const onProgress = ({ fraction }: Progress): void => this.progressed(index, fraction);
    const { result, isInterrupted } = await conductOn(() => engine, scenario, { signal, onProgress });
    await engine.close();
    if (result !== undefined && !isInterrupted) this.finish(index, result);
  }

  private progressed(index: number, part: number): void {
    this.parts.set(index, part);
    this.conducting.onProgress(this.finished + [...this.parts.values()].reduce((sum, one) => sum + one, 0));
  }

  private finish(index: number, result: Result): void {
    this.parts.delete(index);
    this.finished += 1;
    this.conducting.onResult(result, index);
  }
}
