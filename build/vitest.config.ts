import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(dirname(fileURLToPath(import.meta.url)), '..'),
  test: {
    include: ['tests/**/*.test.ts'],
    // A worker thread that ends while it holds native TensorFlow takes the whole process with it.
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // What is waited for comes late where much else runs; below the test's own, so that it is named.
    expect: { poll: { timeout: 15_000 } },
    env: { TF_CPP_MIN_LOG_LEVEL: '2' },
    reporters: ['default'],
  },
});
