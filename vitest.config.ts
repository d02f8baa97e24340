import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const views = 'src/features/*/views/**/*.test.ts';
// A word on the console that no test expects fails the test.
const setupFiles = ['tests/support/fail-on-output.ts'];
// What is waited for comes, however slow the machine.
const poll = { timeout: 15_000 };
const pure = [
  'src/core/**/*.test.ts',
  'src/ui/**/*.test.ts',
  'scripts/**/*.test.ts',
  'src/service-worker/*.test.ts',
  views,
];

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte({ configFile: false })],
        test: { name: 'unit', include: pure, setupFiles, testTimeout: 20_000 },
      },
      {
        // Views are rendered in tests of what must not get out of them.
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'slices',
          include: ['src/{features,server,api,cli}/**/*.test.ts'],
          exclude: [views],
          setupFiles,
          globalSetup: ['tests/support/global-database.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          expect: { poll },
        },
      },
      ...['access', 'faults', 'journeys'].map((name) => ({
        plugins: [svelte({ configFile: false })],
        test: {
          name,
          include: [`tests/${name}/**/*.test.ts`],
          setupFiles,
          globalSetup: [
            ...(name === 'journeys' ? ['tests/journeys/stage/global-browser.ts'] : []),
            // A journey's program brings its own database, unless one was given.
            ...(name !== 'journeys' || process.env.TEST_SUPERUSER_URL
              ? ['tests/support/global-database.ts']
              : []),
          ],
          // Each starts servers or browsers: side by side they would only wait for each other.
          fileParallelism: false,
          testTimeout: 120_000,
          expect: { poll },
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
