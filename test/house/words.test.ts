import { describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { readTree } from './source-file.ts';
import { wordViolations } from './words.ts';

const BELOW_CLI = ['packages/sim-core', 'packages/models', 'packages/charts'];

it('below cli nobody knows clock, chance, files, network or promises', () => {
  expect(wordViolations(readTree(ROOT), BELOW_CLI)).toEqual([]);
});

describe('a planted word', () => {
  const complain = (text: string, path = 'packages/models/src/dyno/cpu.ts') =>
    wordViolations([{ path, text }], BELOW_CLI);

  it.each([
    'const now = Date.now();',
    'const u = Math.random();',
    'const t = performance.now();',
    'process.exit(1);',
    "import { readFileSync } from 'node:fs';",
    'fetch(url);',
    'setTimeout(f, 1);',
    'setInterval(f, 1);',
    'type P = Promise<number>;',
    'const f = async () => 1;',
    'const x = await y;',
    "console.log('x');",
    'JSON.parse(text);',
    'a.localeCompare(b);',
    'n.toLocaleString();',
    'new Intl.NumberFormat();',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the planted text is a template
    'const s = `${Date.now()}`;',
  ])('is reported: %s', (text) => {
    expect(complain(`const a = 1;\n${text}\n`)).toHaveLength(1);
    expect(complain(`const a = 1;\n${text}\n`)[0]).toMatch(/^packages\/models\/src\/dyno\/cpu\.ts:2 /);
  });

  it.each([
    '// the Date of the process',
    '/** Lets the clock await a Promise. */',
    "const unit = 'performance-l';",
    'const processor = new ProcessorSharing();',
    'this.fetched = update(1);',
  ])('in a comment, a string or a longer word is none: %s', (text) => {
    expect(complain(text)).toEqual([]);
  });

  it.each(['packages/cli/src/main.ts', 'packages/models/src/dyno/cpu.test.ts'])('in %s is none', (path) => {
    expect(complain('const now = Date.now();', path)).toEqual([]);
  });
});
