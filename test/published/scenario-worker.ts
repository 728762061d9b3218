import { parentPort } from 'node:worker_threads';
import { parseScenario, pathText, replicate, runStudy } from '@dynosim/models';
import { judge } from './judge.ts';
import type { Variant } from './published-case.ts';
import type { VariantVerdict } from './verdict.ts';

/** One scenario to run and its figures to judge. */
export interface Job {
  readonly variant: Variant;
  readonly isTheory: boolean;
}

function run({ variant, isTheory }: Job): VariantVerdict {
  const { label, checks } = variant;
  const start = performance.now();
  const finish = (judgements: VariantVerdict['judgements'], outside = ''): VariantVerdict => {
    return { label, judgements, outside, seconds: (performance.now() - start) / 1000 };
  };
  const parsed = parseScenario(variant.scenario);
  if (!parsed.ok) {
    return finish([], parsed.problems.map(({ path, rule }) => `${pathText(path)}: ${rule}`).join('; '));
  }
  try {
    const result = runStudy(parsed.value, replicate);
    return finish(checks.map((check) => judge(result, check, isTheory)));
  } catch (error) {
    return finish([], `failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

parentPort?.on('message', (job: Job) => parentPort!.postMessage(run(job)));
