import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** What the house promises between a press and the leaving of words from every open page, in milliseconds. */
const promised = 2000;
let measured = 0;

/**
 * Somebody takes words back with one click, and they leave the reader's open page by themselves, as soon as is promised.
 * Both moments are noted in the pages, by the machine's one clock, so that the test's own waiting is not measured.
 */
export async function leavesAtOnce(
  text: string,
  { reader, by, press }: { reader: Visitor; by: Visitor; press: () => Promise<unknown> },
): Promise<void> {
  const pressed = await notePress(by);
  await reader.page.waitForFunction((said) => document.body.innerText.includes(said), text);
  const gone = reader.page.evaluate(
    (said) =>
      new Promise<number>((resolve) => {
        const clock = () => performance.timeOrigin + performance.now();
        const look = () => {
          if (document.body.innerText.includes(said)) return;
          watch.disconnect();
          resolve(clock());
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        look();
      }),
    text,
  );
  await press();
  const took = (await gone) - (await pressed.at);
  expect(took, `“${text}” left after ${Math.round(took)} ms`).toBeLessThan(promised);
}

/** When the next click reaches the page, which may lead elsewhere. */
async function notePress({ page }: Visitor): Promise<{ at: Promise<number> }> {
  measured += 1;
  const name = `notePress${measured}`;
  const at = Promise.withResolvers<number>();
  await page.exposeFunction(name, at.resolve);
  await page.evaluate((note) => {
    const tell = () => {
      const told = (window as unknown as Record<string, (at: number) => void>)[note];
      told?.(performance.timeOrigin + performance.now());
    };
    document.addEventListener('click', tell, { capture: true, once: true });
  }, name);
  return { at: at.promise };
}
