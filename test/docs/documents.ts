import { existsSync, readdirSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** The stories: a folder of examples with a page that says what it shows. */
export const stories: readonly string[] = readdirSync(new URL('examples/', ROOT))
  .map((name) => `examples/${name}/README.md`)
  .filter((path) => existsSync(new URL(path, ROOT)));

/** Documents whose examples are run. */
export const documents: readonly string[] = [
  'README.md',
  'docs/scenario.md',
  'docs/compare-and-sweep.md',
  'docs/capacity-and-plan.md',
  'docs/workers-and-memory.md',
  ...stories,
];
