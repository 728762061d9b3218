import { Comparison, type ComparisonResult, type Pair, type ReplicationOrder } from '@dynosim/models';
import type { ScenarioFile } from '../readers/scenario-file.ts';
import { type Conducted, type Conducting, roundText } from './conduct.ts';
import { Threads } from './threads.ts';

/** Runs a comparison to its end or to an abort, both designs on the same threads at the same time; only whole rounds count. */
export async function conductComparison(
  { a, b }: Pair<ScenarioFile>,
  { threads: count, signal, onProgress }: Conducting,
): Promise<Conducted<ComparisonResult>> {
  const comparison = new Comparison(a.scenario, b.scenario);
  const threads = new Threads(count);
  const engines = { a: threads.engineOf(a), b: threads.engineOf(b) };
  try {
    for (let round = 1, orders = comparison.next(); sizeOf(orders) > 0; round++, orders = comparison.next()) {
      let done = 0;
      const before = comparison.progress;
      const of = sizeOf(orders);
      const onDone = (): void => {
        done += 1;
        onProgress({ fraction: before + (1 - before) * 0.9 * (done / of), doing: roundText(round, done, of) });
      };
      const [first, second] = await Promise.all([
        engines.a.run(orders.a, { signal, onDone }),
        engines.b.run(orders.b, { signal, onDone }),
      ]);
      if (first.length + second.length < of) return { result: comparison.result(), isInterrupted: true };
      comparison.accept({ a: first, b: second });
    }
  } finally {
    await threads.close();
  }
  return { result: comparison.result(), isInterrupted: false };
}

function sizeOf({ a, b }: Pair<readonly ReplicationOrder[]>): number {
  return a.length + b.length;
}
