import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** A person at their own browser. */
export interface Visitor {
  name: string;
  context: BrowserContext;
  page: Page;
  origin: string;
  /** Their browser runs script. */
  scripted: boolean;
  /**
   * What went wrong in their browser, in any tab: uncaught errors, errors and warnings of the console (what the content
   * policy stopped is one), dialogs that opened. A journey that provokes some says so with `useStage({ expected })`.
   */
  noise: string[];
  goto(path: string): Promise<void>;
  /** Presses a button, by its whole name; waits until it is there. */
  press(name: string): Promise<void>;
  /** Types into a field, by its label. */
  type(label: string, text: string): Promise<void>;
  /** A button by its whole name. */
  button(name: string): Locator;
  /** Waits until these words can be seen. */
  sees(text: string | RegExp): Promise<void>;
  /** The same person at a second tab of the same browser. */
  secondTab(): Promise<Visitor>;
}

interface Entrance {
  browser: Browser;
  origin: string;
  name: string;
  options?: BrowserContextOptions | undefined;
}

/** Opens a browser profile for somebody. */
export async function enterAs({ browser, origin, name, options = {} }: Entrance): Promise<Visitor> {
  const context = await browser.newContext({
    viewport: { width: 1240, height: 800 },
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(30_000);
  const scripted = options.javaScriptEnabled !== false;
  return at(await context.newPage(), { context, origin, name, scripted, noise: listen(context, name) });
}

/** Runs in the page; Kit puts its announcer there then. A document that Kit does not start on has none. */
function scriptHasTakenOver(): boolean {
  const starts = [...document.scripts].some(({ text }) => text.includes('__sveltekit'));
  return !starts || document.querySelector('#svelte-announcer') !== null;
}

function listen(context: BrowserContext, name: string): string[] {
  const noise: string[] = [];
  context.on('weberror', (error) =>
    noise.push(`${name} at ${error.page()?.url()}: ${error.error().message}`),
  );
  context.on('console', (line) => {
    if (['error', 'warning'].includes(line.type())) {
      noise.push(`${name} at ${line.page()?.url()}: ${line.text()}`);
    }
  });
  context.on('dialog', (dialog) => {
    noise.push(`${name}: a ${dialog.type()} opened, saying “${dialog.message()}”`);
    void dialog.dismiss();
  });
  return noise;
}

function at(
  page: Page,
  person: Pick<Visitor, 'context' | 'origin' | 'name' | 'scripted' | 'noise'>,
): Visitor {
  const button = (label: string) => page.getByRole('button', { name: label, exact: true }).first();
  return {
    ...person,
    page,
    button,
    async goto(path) {
      await page.goto(new URL(path, person.origin).href);
      // Nobody is as quick as this program: what it ticks before the page's script has taken over could be lost.
      if (person.scripted) await page.waitForFunction(scriptHasTakenOver);
    },
    press: (label) => button(label).click(),
    type: (label, text) => page.getByLabel(label, { exact: true }).first().fill(text),
    sees: (text) => page.getByText(text).first().waitFor(),
    secondTab: async () => at(await person.context.newPage(), person),
  };
}
