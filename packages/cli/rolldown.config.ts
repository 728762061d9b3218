import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'rolldown';
import { packageContents } from './package-contents.ts';
import { ASSETS, type Asset, sourceOf } from './src/render/asset.ts';

/** Fonts and the like, as files beside the program. */
const assets: Plugin = {
  name: 'assets',
  generateBundle() {
    for (const name of Object.keys(ASSETS) as Asset[])
      this.emitFile({ type: 'asset', fileName: `assets/${name}`, source: readFileSync(sourceOf(name)) });
  },
};

/**
 * The program as it is published: one folder, nothing to install with it. The thread is a program of its own, and what
 * a command imports when it runs is a chunk of its own, so that `--help` does not wait for it.
 */
export default defineConfig({
  input: {
    dynosim: 'src/main.ts',
    'replication-worker': 'src/engines/replication-worker.ts',
  },
  platform: 'node',
  plugins: [packageContents(), assets],
  output: {
    dir: 'dist',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    comments: false,
  },
});
