import { misfits, phone } from './fits-a-phone.ts';
import { problemsOf } from './look-at.ts';
import { pictureFile } from './stage.ts';
import type { Visitor } from './visitor.ts';

const desk = { width: 1280, height: 800 };

/**
 * Everything that a look finds on this person's screen as it stands: what axe says on both widths, in light and dark, and
 * what does not fit a phone. Leaves two pictures, and the window as it was.
 */
export async function lookClosely({ page, name: who }: Visitor, name: string): Promise<string[]> {
  const called = `${name}, ${who.split(' ')[0]}`;
  const before = page.viewportSize() ?? desk;
  const found = await problemsOf(page, called);
  const picture = (width: string) =>
    page.screenshot({ path: pictureFile(`${called.replaceAll(/[ ,]+/g, '-')}-${width}`), fullPage: true });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(desk);
  await picture('desk-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(phone.viewport);
  await picture('phone');
  found.push(...(await misfits(page, called)));
  await page.setViewportSize(before);
  return found;
}
