import { createStudy, parseScenario, type Result, replicate, type ScenarioDocument } from '@dynosim/models';

/** A question of the page, and what this thread says to it. */
export interface Question {
  readonly number: number;
  readonly document: ScenarioDocument;
}
export interface Reply {
  readonly number: number;
  /** Expected work that is done, up to 1. */
  readonly progress: number;
  readonly result?: Result;
  /** What is wrong with the scenario. */
  readonly problems?: readonly string[];
}

let latest = 0;

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  latest = data.number;
  void answer(data);
});

/** Simulates, and looks up between replications whether somebody has asked something else meanwhile. */
async function answer({ number, document }: Question): Promise<void> {
  const reply = (rest: Omit<Reply, 'number'>): void => self.postMessage({ number, ...rest } satisfies Reply);
  const parsed = parseScenario(document);
  if (!parsed.ok) {
    reply({ progress: 1, problems: parsed.problems.map(({ rule, hint }) => (hint ? `${rule}: ${hint}` : rule)) });
    return;
  }
  const study = createStudy(parsed.value);
  for (let orders = study.next(); orders.length > 0; orders = study.next()) {
    const summaries = [];
    for (const order of orders) {
      await new Promise((resolve) => setTimeout(resolve));
      if (latest !== number) return;
      summaries.push(replicate(parsed.value, order));
    }
    study.accept(summaries);
    reply({ progress: study.progress });
  }
  reply({ progress: 1, result: study.result()! });
}
