import type { Locator, Page } from 'playwright-core';

/**
 * What a page costs somebody who reads all of it, in seconds: a word (238 in a minute, the mean of adults who read
 * silently, Brysbaert 2019), a tile or dot to choose from, at first sight and when it is there again, a choice that is thought about, a press, a key, a page that comes.
 */
const pace = { word: 60 / 238, choice: 0.33, known: 0.15, thought: 1.5, press: 1.1, key: 0.22, page: 0.3 };

/** Somebody at a browser who reads every word once and leaves nothing out. Time is counted, not waited for. */
export interface Reader {
  /** Reads what can be seen now and was not read before; looks at everything that can be chosen on this page. */
  reads(): Promise<void>;
  chooses(what: Locator): Promise<void>;
  presses(what: Locator): Promise<void>;
  /** Types into a field, after a thought. */
  types(into: Locator, text: string): Promise<void>;
  /** Takes as many seconds as are said, for what has no pace of its own. */
  takes(seconds: number): void;
  /** Seconds since the last step ended; the next begins. */
  ends(step: string): void;
  readonly steps: Readonly<Record<string, number>>;
}

export function readerAt(page: Page): Reader {
  const known = new Set<string>();
  const steps: Record<string, number> = {};
  let [seconds, looked] = [0, ''];
  return {
    steps,
    async reads() {
      const { lines, choices } = await page.evaluate(seen);
      for (const line of lines.filter((each) => !known.has(each)))
        seconds += line.split(/\s+/u).length * pace.word;
      for (const line of lines) known.add(line);
      if (looked !== page.url())
        for (const choice of choices) seconds += known.has(choice) ? pace.known : pace.choice;
      for (const choice of choices) known.add(choice);
      looked = page.url();
    },
    async chooses(what) {
      seconds += pace.thought + pace.press;
      await what.click();
    },
    async presses(what) {
      seconds += pace.press;
      await what.click();
    },
    async types(into, text) {
      seconds += pace.thought + pace.press + text.length * pace.key;
      await into.fill(text);
      // What they wrote themselves they know.
      known.add(text);
    },
    takes(more) {
      seconds += more;
    },
    ends(step) {
      steps[step] = Math.round(seconds + pace.page);
      seconds = 0;
    },
  };
}

/** Runs in the page: the lines in sight, placeholders included, and what there is to choose from. */
function seen(): { lines: string[]; choices: string[] } {
  const main = document.querySelector('main') as HTMLElement;
  const boxes = [...main.querySelectorAll('label')].filter(
    (label) => label.querySelector('input[type=checkbox], input[type=radio]') && label.checkVisibility(),
  );
  // A tile of up to three words is looked at; a longer one is read like any sentence.
  const tiles = boxes.filter((label) => label.innerText.trim().split(/\s+/u).length <= 3);
  // What is there for who listens takes one pixel.
  const unseen = [...main.querySelectorAll<HTMLElement>('*')].filter((each) => each.offsetWidth === 1);
  const unread = [...main.querySelectorAll<HTMLElement>('select'), ...unseen, ...tiles];
  const displays = unread.map(({ style }) => style.display);
  for (const each of unread) each.style.display = 'none';
  const text = main.innerText;
  for (const [index, each] of unread.entries()) each.style.display = displays[index] ?? '';
  const fields = [...main.querySelectorAll<HTMLInputElement>('[placeholder]')];
  const lines = [...text.split('\n'), ...fields.map(({ placeholder }) => placeholder)];
  return {
    lines: lines.map((line) => line.trim()).filter((line) => /\p{L}/u.test(line)),
    choices: tiles.map(({ innerText }) => innerText.trim()),
  };
}
