import { m } from '#messages';
import type { Visitor } from './visitor.ts';

/** A new personal code, as the page shows it once. */
export async function codeOf(person: Visitor): Promise<string> {
  const tab = await person.secondTab();
  await tab.goto('/me/code');
  await tab.press(m.people_code_make());
  const code = await tab.page.getByLabel(m.people_code_one_line(), { exact: true }).inputValue();
  await tab.page.close();
  return code;
}

/** Comes in with it, in whichever browser. */
export async function signInWith(code: string, visitor: Visitor): Promise<void> {
  await visitor.goto('/sign-in/code');
  await visitor.type(m.people_code(), code);
  await visitor.press(m.people_code_use());
  await visitor.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}
