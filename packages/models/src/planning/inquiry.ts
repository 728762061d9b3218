import type { ReplicationSummary } from '../measure/summary.ts';
import type { DesignOrder } from './design.ts';

/**
 * A question that needs simulations: yields the replications that it wants, is handed their summaries in the same
 * order, and returns its answer. Like a study it never runs anything. A part of a question is asked by `yield*`.
 */
export type Inquiry<Answer> = Generator<readonly DesignOrder[], Answer, readonly ReplicationSummary[]>;

/** Several questions at once, so that all processors have work: every batch is the sum of what they want. */
export function* together<Answer>(inquiries: readonly Inquiry<Answer>[]): Inquiry<Answer[]> {
  const states = inquiries.map((inquiry) => inquiry.next());
  while (states.some(({ done }) => !done)) {
    const wanted = states.map((state) => (state.done ? [] : state.value));
    const summaries = yield wanted.flat();
    let at = 0;
    for (const [i, { length }] of wanted.entries()) {
      const own = summaries.slice(at, (at += length));
      if (!states[i]!.done) states[i] = inquiries[i]!.next(own);
    }
  }
  return states.map(({ value }) => value as Answer);
}

/** What a question knows while it is being answered. */
export interface Asking<Answer> {
  readonly inquiry: Inquiry<Answer>;
  /** Fraction of the expected work that is done, and what is being done. */
  readonly progress: () => { readonly fraction: number; readonly doing: string };
  /** The best answer that can be given now; undefined before there is any. */
  readonly soFar: () => Answer | undefined;
}

/** A search for whoever can run replications: the counterpart of `Study` where several designs are compared. */
export class Search<Answer> {
  private readonly asking: Asking<Answer>;
  private state: IteratorResult<readonly DesignOrder[], Answer> | undefined;

  constructor(asking: Asking<Answer>) {
    this.asking = asking;
  }

  get progress(): { readonly fraction: number; readonly doing: string } {
    return this.asking.progress();
  }

  /** Replications wanted now; none when the answer is there. All of a batch may run at once, in any order. */
  next(): readonly DesignOrder[] {
    this.state ??= this.asking.inquiry.next();
    return this.state.done ? [] : this.state.value;
  }

  /** The summaries of the whole batch, in the order of its replications. */
  accept(summaries: readonly ReplicationSummary[]): void {
    this.state = this.asking.inquiry.next(summaries);
  }

  /** The answer, or what is known of it so far. */
  answer(): Answer | undefined {
    return this.state?.done ? this.state.value : this.asking.soFar();
  }
}

/** Answers a question here and now, on this thread. */
export function runSearch<Answer>(
  search: Search<Answer>,
  replicate: (order: DesignOrder) => ReplicationSummary,
): Answer {
  for (let batch = search.next(); batch.length > 0; batch = search.next()) search.accept(batch.map(replicate));
  return search.answer()!;
}
