import { describe, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { leftMarks, longFiles, longFunctions, nameViolations } from './shape.ts';
import { readTree } from './source-file.ts';

describe('the real tree', () => {
  const files = readTree(ROOT);

  it('names files in kebab-case and after what is inside', () => {
    expect(nameViolations(files)).toEqual([]);
  });

  it('keeps files short', () => {
    expect(longFiles(files)).toEqual([]);
  });

  it('keeps functions short', () => {
    expect(longFunctions(files)).toEqual([]);
  });

  it('has no work put off, no tests switched off, no paths of one machine', () => {
    expect(leftMarks(files)).toEqual([]);
  });
});

describe('a planted name', () => {
  it.each([
    'packages/models/src/dyno/listenQueue.ts',
    'packages/models/src/Dyno/cpu.ts',
    'packages/models/src/dyno/listen_queue.test.ts',
    'packages/models/src/helpers.ts',
    'packages/models/src/common/time.ts',
    'test/hostile/yaml-utils.test.ts',
  ])('is reported: %s', (path) => {
    expect(nameViolations([{ path, text: '' }])).toHaveLength(1);
  });

  it.each(['packages/models/src/dyno/listen-queue.test.ts', 'packages/cli/rolldown.config.ts', 'bench/commonality.ts'])(
    'is in order: %s',
    (path) => {
      expect(nameViolations([{ path, text: '' }])).toEqual([]);
    },
  );
});

describe('a planted length', () => {
  const lines = (count: number) => 'f();\n'.repeat(count);
  const long = (count: number, doc = '') => `${doc}function f() {\n${lines(count - 2)}}\n`;

  it('of a file is reported above 250 lines, of a test above 400', () => {
    const files = [
      { path: 'bench/a.ts', text: lines(250) },
      { path: 'bench/b.ts', text: lines(251) },
      { path: 'test/theory/c.test.ts', text: lines(400) },
      { path: 'test/theory/d.test.ts', text: lines(401) },
    ];
    expect(longFiles(files)).toEqual(['bench/b.ts has 251 lines of 250', 'test/theory/d.test.ts has 401 lines of 400']);
  });

  it('of a function is reported above 40 lines, in a hot file above 60', () => {
    const hot = '/** Hot. A heap. */\n';
    const files = [
      { path: 'bench/a.ts', text: long(40) },
      { path: 'bench/b.ts', text: long(41) },
      { path: 'bench/c.ts', text: long(60, hot) },
      { path: 'bench/d.ts', text: long(61, hot) },
      { path: 'bench/e.test.ts', text: long(300) },
    ];
    expect(longFunctions(files)).toEqual([
      'bench/b.ts:1 is a function of 41 lines of 40',
      'bench/d.ts:2 is a function of 61 lines of 60',
    ]);
  });
});

describe('a planted mark', () => {
  const [later, only, skip] = [
    ['TO', 'DO'],
    ['.on', 'ly('],
    ['.sk', 'ip('],
  ].map((parts) => parts.join(''));
  const [work, home] = ['work', 'root'].map((folder) => `/${folder}/`);

  it.each([`// ${later} later`, `it${only}'x', f);`, `it${skip}'x', f);`, `'${work}a'`, `// see ${home}a`])(
    'is reported: %s',
    (text) => {
      expect(leftMarks([{ path: 'bench/a.ts', text: `f();\n${text}` }])).toHaveLength(1);
    },
  );

  it.each(['it.skipIf(x)', '// the roots of /x/root/y', 'const onlyOne = 1;'])('is none: %s', (text) => {
    expect(leftMarks([{ path: 'bench/a.ts', text }])).toEqual([]);
  });
});
