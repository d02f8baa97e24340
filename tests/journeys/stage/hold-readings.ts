import type { Route } from 'playwright-core';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** Keeps back what this person's page reads again. */
export async function holdReadings({ page }: Visitor) {
  const held: Route[] = [];
  await page.route(/__data\.json/, (route) => void held.push(route));
  return {
    begun: (count: number) => expect.poll(() => held.length).toBe(count),
    async letGo(which: number) {
      await held[which]?.continue();
      await page.waitForTimeout(300);
    },
  };
}
