import type { DesignOrder, ReplicationSummary, Search } from '@dynosim/models';
import type { Conducted, Conducting } from './conduct.ts';
import type { Engine, Watch } from './engine.ts';
import { Threads, type WorkerInput } from './threads.ts';

/** Runs a search to its end or to an abort, on threads that remember the designs they have met. */
export async function conductSearch<Answer>(
  search: Search<Answer>,
  { attachments }: WorkerInput,
  { threads: count, signal, onProgress }: Conducting,
): Promise<Conducted<Answer>> {
  const threads = new Threads(count);
  const designs = new DesignEngines(threads, attachments);
  try {
    for (let orders = search.next(); orders.length > 0; orders = search.next()) {
      const { fraction, doing } = search.progress;
      let done = 0;
      const onDone = (): void =>
        onProgress({ fraction, doing: `${doing}; ${++done} of ${orders.length} replications` });
      const summaries = await designs.run(orders, { signal, onDone });
      if (summaries === undefined) return { result: search.answer(), isInterrupted: true };
      search.accept(summaries);
    }
  } finally {
    await threads.close();
  }
  return { result: search.answer(), isInterrupted: false };
}

/** Orders for several designs at once, each on an engine of its design. */
class DesignEngines {
  private readonly threads: Threads;
  private readonly attachments: WorkerInput['attachments'];
  private readonly engines = new Map<number, Engine>();

  constructor(threads: Threads, attachments: WorkerInput['attachments']) {
    this.threads = threads;
    this.attachments = attachments;
  }

  /** The summaries in the order of the orders; undefined if an abort left any of them out. */
  async run(orders: readonly DesignOrder[], watch: Watch): Promise<readonly ReplicationSummary[] | undefined> {
    const summaries = new Array<ReplicationSummary | undefined>(orders.length).fill(undefined);
    const places = Map.groupBy(orders.keys(), (i) => orders[i]!.design.id);
    const parts = [...places.values()].map(async (those) => {
      const engine = this.engineOf(orders[those[0]!]!);
      const part = await engine.run(
        those.map((i) => bare(orders[i]!)),
        watch,
      );
      for (const [k, summary] of part.entries()) summaries[those[k]!] = summary;
    });
    await Promise.all(parts);
    return summaries.every((summary) => summary !== undefined) ? summaries : undefined;
  }

  private engineOf({ design: { id, document } }: DesignOrder): Engine {
    const engine = this.engines.get(id) ?? this.threads.engineOf({ document, attachments: this.attachments });
    this.engines.set(id, engine);
    return engine;
  }
}

/** Without the design, which its thread knows already. */
function bare({ design: _, ...order }: DesignOrder): Omit<DesignOrder, 'design'> {
  return order;
}
