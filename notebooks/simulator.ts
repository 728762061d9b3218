import type { Result, ScenarioDocument } from '@dynosim/models';
import type { Question, Reply } from './simulate-worker.ts';

/** The answer to a design: a result, or what is wrong with it. */
export type Answer = { readonly result: Result } | { readonly problems: readonly string[] };

const worker = new Worker(new URL('./simulate-worker.ts', import.meta.url), { type: 'module' });
let asked = 0;

/**
 * Simulates in a thread of its own, so that the sliders stay alive. A later question takes the place of an earlier one,
 * which is never answered. While it works the page has the attribute `data-simulating`.
 */
export function simulated(document: ScenarioDocument): Promise<Answer> {
  const number = ++asked;
  const page = globalThis.document.documentElement;
  page.toggleAttribute('data-simulating', true);
  return new Promise((resolve, reject) => {
    const finish = (then: () => void): void => {
      worker.removeEventListener('message', hear);
      worker.removeEventListener('error', fail);
      if (number === asked) page.toggleAttribute('data-simulating', false);
      then();
    };
    const hear = ({ data }: MessageEvent<Reply>): void => {
      if (data.number > number) finish(() => {});
      if (data.number !== number) return;
      const { result, problems } = data;
      if (problems) finish(() => resolve({ problems }));
      if (result) finish(() => resolve({ result }));
    };
    const fail = (event: ErrorEvent): void => finish(() => reject(new Error(event.message)));
    worker.addEventListener('message', hear);
    worker.addEventListener('error', fail);
    worker.postMessage({ number, document } satisfies Question);
  });
}
