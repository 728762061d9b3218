import { defineConfig } from 'rolldown';
import { packageContents } from './package-contents.ts';

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
  plugins: [packageContents()],
  output: {
    dir: 'dist',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    comments: false,
  },
});
