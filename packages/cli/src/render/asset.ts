import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Files that the program needs besides its own text: where the package that brings them keeps them. */
export const ASSETS = {
  'inter-regular.ttf': '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  'inter-semibold.ttf': '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf',
  'inter-latin.woff2': '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  'inter-licence.txt': '@expo-google-fonts/inter/LICENSE_FONT',
  'resvg.wasm': '@resvg/resvg-wasm/index_bg.wasm',
} as const;

export type Asset = keyof typeof ASSETS;

/** A file's bytes: run from its sources the program takes them from the packages, as a bundle from beside itself. */
export function asset(name: Asset): Buffer {
  const isSource = import.meta.url.endsWith('.ts');
  return readFileSync(isSource ? sourceOf(name) : new URL(`./assets/${name}`, import.meta.url));
}

/** The path of the file in the package that brings it. */
export function sourceOf(name: Asset): string {
  return createRequire(import.meta.url).resolve(ASSETS[name]);
}
