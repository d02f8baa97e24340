import { m } from '#messages';
import type { Visitor } from './visitor.ts';

/** One proposes that colleagues may find their circle, and all the others agree. */
export async function openCircle(people: readonly Visitor[], circle: string, rhythm: string): Promise<void> {
  const [first, ...others] = people as [Visitor, ...Visitor[]];
  await first.goto(`${circle}/open`);
  await first.type(m.open_field_rhythm(), rhythm);
  await first.page.getByLabel(m.open_field_language(), { exact: true }).selectOption('en');
  await first.press(m.decisions_propose());
  await first.page.waitForURL(`**${circle}`);
  await first.sees(m.decisions_open_open_you());
  for (const person of others) await agreeTo(person, circle);
}

/** Says yes to the question that is open in a circle. */
export async function agreeTo(person: Visitor, circle: string): Promise<void> {
  await person.goto(circle);
  const yes = person.button(m.decisions_agree());
  await yes.click();
  await yes.waitFor({ state: 'hidden' });
}

/** Finds a circle in the list of open ones, by its name, and asks to join it. */
export async function askToJoin(person: Visitor, name: string, sentence: string): Promise<void> {
  await person.goto('/circles/open');
  const tile = person.page.getByRole('article', { name, exact: true });
  await tile.getByText(m.open_ask(), { exact: true }).click();
  await tile.getByLabel(m.open_field_sentence(), { exact: true }).fill(sentence);
  await tile.getByRole('button', { name: m.open_ask_do(), exact: true }).click();
  await person.sees(m.open_asked_sentence());
}
