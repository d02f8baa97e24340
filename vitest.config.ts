import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

const views = 'src/features/*/views/**/*.test.ts';
const pure = ['src/core/**/*.test.ts', 'src/ui/**/*.test.ts', 'scripts/**/*.test.ts', views];

export default defineConfig({
  test: {
    projects: [
      { plugins: [svelte({ configFile: false })], test: { name: 'unit', include: pure } },
      {
        // Views are rendered in tests of what must not get out of them.
        plugins: [svelte({ configFile: false })],
        test: {
          name: 'slices',
          include: ['src/{features,server,api,cli}/**/*.test.ts'],
          exclude: [views],
          globalSetup: ['tests/support/global-database.ts'],
          testTimeout: 20_000,
          hookTimeout: 60_000,
        },
      },
      ...['access', 'faults', 'journeys'].map((name) => ({
        plugins: [svelte({ configFile: false })],
        test: {
          name,
          include: [`tests/${name}/**/*.test.ts`],
          globalSetup: ['tests/support/global-database.ts'],
          // Each starts servers or browsers: side by side they would only wait for each other.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
