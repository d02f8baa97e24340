import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

/** A person at their own browser. */
export interface Visitor {
  name: string;
  context: BrowserContext;
  page: Page;
  origin: string;
  /** What went wrong in their browser: uncaught errors, and what the console reported as errors. */
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
  const page = await context.newPage();
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(`${name} at ${page.url()}: ${error.message}`));
  page.on('console', (line) => {
    // A lost network is reported by the browser itself, and is what some journeys are about.
    if (line.type() !== 'error' || line.text().includes('net::ERR_')) return;
    noise.push(`${name} at ${page.url()}: ${line.text()}`);
  });
  const button = (label: string) => page.getByRole('button', { name: label, exact: true }).first();
  return {
    name,
    context,
    page,
    origin,
    noise,
    button,
    async goto(path) {
      await page.goto(new URL(path, origin).href);
    },
    press: (label) => button(label).click(),
    type: (label, text) => page.getByLabel(label, { exact: true }).first().fill(text),
    sees: (text) => page.getByText(text).first().waitFor(),
  };
}
