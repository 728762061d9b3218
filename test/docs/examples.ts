import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ROOT = new URL('../..', import.meta.url).pathname;

/** An example in a document: a comment that says what it is, and the fenced block below it. */
export interface Example {
  readonly kind: 'run' | 'error' | 'file' | 'example' | 'capacity' | 'plan';
  readonly argument: string;
  readonly text: string;
}

const EXAMPLE = /<!-- (run|error|file|example|capacity|plan): ([^\n]*?) -->\n```(\w*)\n([\s\S]*?)```/g;

/** Every example of a document, in order. */
export function readExamples(document: string): Example[] {
  return [...document.matchAll(EXAMPLE)].map(([, kind, argument, , text]) => {
    return { kind: kind as Example['kind'], argument: argument!, text: text! };
  });
}

/** What the example must show: the file, or what the program prints. */
export function truth({ kind, argument, text }: Example): string {
  if (kind === 'file') return readFileSync(`${ROOT}${argument}`, 'utf8');
  if (kind === 'example') return startTable(text);
  const command = kind === 'error' ? 'run' : kind;
  const args = ['packages/cli/src/main.ts', command, ...argument.split(' ')];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '80' },
  });
  return kind === 'error' ? stderr : stdout;
}

/** The table that `pnpm start` prints, without the lines around it. */
function startTable(text: string): string {
  const { stdout } = spawnSync(process.execPath, ['test/measured/start.ts'], { cwd: ROOT, encoding: 'utf8' });
  const lines = stdout.split('\n');
  const first = lines.findIndex((line) => line.includes('measured     predicted'));
  return `${lines.slice(first, first + text.trimEnd().split('\n').length).join('\n')}\n`;
}

/** The document with every example set right. */
export function updated(document: string): string {
  return document.replace(EXAMPLE, (_, kind, argument, language, text) => {
    const right = truth({ kind: kind as Example['kind'], argument: argument as string, text: text as string });
    return `<!-- ${kind}: ${argument} -->\n\`\`\`${language}\n${right.trimEnd()}\n\`\`\``;
  });
}
