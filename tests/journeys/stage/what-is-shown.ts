import type { Page } from 'playwright-core';
import type { Visitor } from './visitor.ts';

/** How much of a page is told, in characters, and how long it is waited for, in milliseconds. */
const most = 1500;
const patience = 3000;

/**
 * What these people have before them: of each open tab its address and the words that can be seen, shortened, and what
 * their browser complained of. For a report of what went wrong where nobody can look any more.
 */
export async function whatIsShown(visitors: readonly Visitor[]): Promise<string> {
  const told = visitors.map(async ({ name, context, noise }) => {
    const screens = await Promise.all(context.pages().map(screenOf));
    return [`${name} sees`, ...screens, ...noise.map((line) => `complained of: ${line}`)].join('\n');
  });
  return (await Promise.all(told)).join('\n\n');
}

async function screenOf(page: Page): Promise<string> {
  // A page whose script hangs never answers; its address is known all the same.
  const late = new Promise<string>((resolve) => setTimeout(resolve, patience, '(the page does not answer)'));
  const words = page
    .locator('body')
    .innerText({ timeout: patience })
    .catch((error: Error) => `(${error.message})`);
  const seen = (await Promise.race([words, late])).replace(/\s*\n\s*/g, ' | ');
  return `${page.url()}: ${seen.length > most ? `${seen.slice(0, most)}…` : seen}`;
}
