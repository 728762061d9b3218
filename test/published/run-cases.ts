import { Worker } from 'node:worker_threads';
import type { PublishedCase } from './published-case.ts';
import type { Job } from './scenario-worker.ts';
import { type CaseVerdict, caseVerdict, type VariantVerdict } from './verdict.ts';

interface Place {
  readonly ofCase: number;
  readonly ofVariant: number;
}

/** Runs all scenarios of all cases on so many threads; the order of completion changes nothing. */
export function runCases(
  cases: readonly PublishedCase[],
  threads: number,
  report: (verdict: CaseVerdict, done: number) => void,
): Promise<CaseVerdict[]> {
  const places = cases.flatMap(({ variants }, ofCase) =>
    variants.map((_, ofVariant): Place => ({ ofCase, ofVariant })),
  );
  const found: VariantVerdict[][] = cases.map(() => []);
  const verdicts: CaseVerdict[] = [];
  let done = 0;
  const accept = ({ ofCase, ofVariant }: Place, verdict: VariantVerdict): void => {
    const variants = found[ofCase]!;
    variants[ofVariant] = verdict;
    if (Object.keys(variants).length < cases[ofCase]!.variants.length) return;
    verdicts[ofCase] = caseVerdict(cases[ofCase]!, variants);
    report(verdicts[ofCase], (done += 1));
  };
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL('./scenario-worker.ts', import.meta.url));
    for (let place = places.shift(); place; place = places.shift()) {
      const { variants, isTheory } = cases[place.ofCase]!;
      accept(place, await answer(worker, { variant: variants[place.ofVariant]!, isTheory }));
    }
    await worker.terminate();
  };
  return Promise.all(Array.from({ length: threads }, work)).then(() => verdicts);
}

function answer(worker: Worker, job: Job): Promise<VariantVerdict> {
  return new Promise((resolve, reject) => {
    const onError = (error: unknown): void => reject(error);
    worker.once('error', onError);
    worker.once('message', (verdict: VariantVerdict) => {
      worker.off('error', onError);
      resolve(verdict);
    });
    worker.postMessage(job);
  });
}
