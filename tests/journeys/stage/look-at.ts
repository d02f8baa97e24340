import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wide = { width: 1240, height: 800 };
const phone = { width: 390, height: 844 };

/** What is wrong with the page as it stands, in light and dark, on a wide screen and on a phone; one line each. */
export async function problemsOf(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  await page.evaluate(axe);
  for (const viewport of [wide, phone]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const where = `${name}, ${viewport.width} wide, ${colorScheme}`;
      found.push(...(await page.evaluate(judge, colorScheme === 'dark')).map((what) => `${where}: ${what}`));
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) found.push(`${name}, ${viewport.width} wide: ${over} pixels stick out`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(wide);
  return found;
}

/** Runs in the browser. In the dark only the colours are other ones, so only they are looked at again. */
async function judge(coloursOnly: boolean): Promise<string[]> {
  interface Violation {
    id: string;
    nodes: { target: string[] }[];
  }
  const { axe } = window as unknown as { axe: { run(what: object): Promise<{ violations: Violation[] }> } };
  const colours = { runOnly: ['color-contrast', 'link-in-text-block'] };
  const { violations } = await axe.run(coloursOnly ? colours : {});
  return violations.map(
    ({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`,
  );
}
