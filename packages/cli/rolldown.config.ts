import { defineConfig } from 'rolldown';

/** The program as it is published: one folder, nothing to install with it. The thread is a program of its own. */
export default defineConfig({
  input: {
    dynosim: 'src/main.ts',
    'replication-worker': 'src/engines/replication-worker.ts',
  },
  platform: 'node',
  output: {
    dir: 'dist',
    cleanDir: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    comments: false,
  },
});
