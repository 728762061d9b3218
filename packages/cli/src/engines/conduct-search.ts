import type { Search } from '@dynosim/models';
import type { ProgressLine } from '../output/progress-line.ts';
import { Threads, type WorkerInput } from './threads.ts';

export interface Conducting {
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly line: ProgressLine;
}

export interface Searched<Answer> {
  /** Of what was done; undefined if nothing was. */
  readonly answer: Answer | undefined;
  readonly isInterrupted: boolean;
}

/** Runs a search to its end or to an abort, on threads that remember the designs they have met. */
export async function conductSearch<Answer>(
  search: Search<Answer>,
  { document, attachments }: WorkerInput,
  { threads: count, signal, line }: Conducting,
): Promise<Searched<Answer>> {
  const threads = new Threads({ document, attachments }, count);
  try {
    for (let orders = search.next(); orders.length > 0; orders = search.next()) {
      const { fraction, doing } = search.progress;
      let done = 0;
      const onDone = (): void => line.show(fraction, `${doing}; ${++done} of ${orders.length} replications`);
      const summaries = await threads.run(orders, { signal, onDone });
      if (summaries.length < orders.length) return { answer: search.answer(), isInterrupted: true };
      search.accept(summaries);
    }
  } finally {
    await threads.close();
    line.clear();
  }
  return { answer: search.answer(), isInterrupted: false };
}
