import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** Nobody would press Tab more often than this to find something. */
const patience = 150;

/** A person whose hands stay on the keyboard. Whatever takes the focus on the way must show that it has it. */
export interface Keyboard {
  /** Presses Tab until this has the focus. */
  reach(target: Locator): Promise<void>;
  /** Reaches a button, by its whole name, and presses Enter. */
  press(name: string): Promise<void>;
  /** Reaches a link, by its whole name, and follows it. */
  follow(name: string): Promise<void>;
  /** Reaches a line that opens something, by its words, and opens it. */
  unfold(words: string): Promise<void>;
  /** Reaches a field, by its label, and types in place of what stood there. */
  type(label: string, text: string): Promise<void>;
  /** Fails unless something other than the page itself has the focus. */
  holdsFocus(): Promise<void>;
  /** Goes all the way round the page with Tab; fails where the keyboard would be caught. */
  goesRound(): Promise<void>;
}

export function keyboardOf(person: Visitor): Keyboard {
  const { page, name: who } = person;
  const named = (role: 'button' | 'link', name: string) =>
    page.getByRole(role, { name, exact: true }).filter({ visible: true }).first();

  async function reach(target: Locator): Promise<void> {
    await target.waitFor();
    for (let presses = 0; presses < patience; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await step(page, who);
    }
    throw new Error(`${who} cannot reach ${target} with Tab`);
  }

  async function enter(target: Locator): Promise<void> {
    await reach(target);
    await page.keyboard.press('Enter');
  }

  return {
    reach,
    press: (name) => enter(named('button', name)),
    follow: (name) => enter(named('link', name)),
    unfold: (words) => enter(page.locator('summary', { hasText: words }).filter({ visible: true }).first()),
    async type(label, text) {
      await reach(page.getByLabel(label, { exact: true }).filter({ visible: true }).first());
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    },
    holdsFocus: () =>
      expect
        .poll(() => focused(page).then(({ what }) => what), { message: `${who} has lost the focus` })
        .not.toBe('body'),
    async goesRound() {
      await step(page, who);
      const { what } = await focused(page);
      let first = await page.evaluateHandle(() => document.activeElement);
      for (let presses = 0; presses < patience; presses += 1) {
        await step(page, who);
        const now = await first.evaluate((began) =>
          began === document.activeElement ? 'round' : began?.isConnected ? 'on' : 'anew',
        );
        if (now === 'round') return;
        // What others do may have drawn anew where it began.
        if (now === 'anew') first = await page.evaluateHandle(() => document.activeElement);
      }
      throw new Error(`${who} does not come round ${page.url()} with Tab, beginning at ${what}`);
    },
  };
}

/** One Tab. What has the focus then must be there to see, and marked. */
async function step(page: Page, who: string): Promise<void> {
  await page.keyboard.press('Tab');
  const { what, marked } = await focused(page);
  if (!marked) throw new Error(`${who} cannot see that ${what} has the focus at ${page.url()}`);
}

function focused(page: Page): Promise<{ what: string; marked: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    if (element === document.body) return { what: 'body', marked: true };
    const { width } = element.getBoundingClientRect();
    const outlined = (each: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(each);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0;
    };
    // A tile or a card is marked as a whole, for the small thing in it.
    const around = [element, element.parentElement, element.closest('label, article, li')];
    // In a date the browser marks day, month and year one by one.
    const inParts = element.matches('[type=date], [type=time], [type=datetime-local]');
    const marked = width > 0 && (inParts || around.some((each) => each && outlined(each)));
    const words = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
    return { what: `${element.localName} “${words}”`, marked };
  });
}
