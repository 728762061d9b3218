import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'rolldown';

const ROOT = new URL('../../', import.meta.url).pathname;
const HERE = new URL('./', import.meta.url).pathname;
/** Of the repository: what a reader of the package needs, too. `LICENSE` is what MIT asks for. */
const COPIED = ['README.md', 'LICENSE', 'examples', 'docs'];

/** Completes the package: documents and examples beside the program, and the licences of all code bundled into it. */
export function packageContents(): Plugin {
  return {
    name: 'package-contents',
    generateBundle(_, bundle) {
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: thirdParty(modules) });
    },
    writeBundle() {
      for (const name of COPIED) {
        rmSync(join(HERE, name), { recursive: true, force: true });
        cpSync(join(ROOT, name), join(HERE, name), { recursive: true });
      }
      rmSync(join(HERE, 'docs/decisions'), { recursive: true });
    },
  };
}

/** One section a package: name, version, licence, and the text that must go with every copy. */
function thirdParty(modules: readonly string[]): string {
  const folders = new Set(modules.map(packageFolder).filter((folder) => folder !== undefined));
  const sections = [...folders].map(section).sort();
  return ['The program contains code of these packages.', ...sections].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** Where the package of a module is: also of the few lines that rolldown itself puts into a bundle. */
function packageFolder(id: string): string | undefined {
  if (id.includes('rolldown/runtime')) return join(HERE, 'node_modules/rolldown');
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0];
}

function section(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return `${name} ${version} (${license})\n\n${licenceText(folder, name)}`;
}

function licenceText(folder: string, name: string): string {
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  const readme = join(folder, 'README.md');
  const told = existsSync(readme)
    ? /^(?:#+ *licen[cs]e.*|licen[cs]e[^\n]*\n[-=]+)$[\s\S]*/im.exec(readFileSync(readme, 'utf8'))
    : null;
  if (told === null) throw new Error(`${name} is bundled, but has no licence text to go with it`);
  return told[0].trim();
}
