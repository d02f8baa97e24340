import { expect } from 'vitest';
import { m } from '#messages';
import type { Visitor } from './visitor.ts';

/** Chooses a playbook, the live drill unless said otherwise, for now; returns the address of the room. */
export async function openRoom(
  person: Visitor,
  { circle, playbook = 'live-drill' }: { circle: string; playbook?: string },
): Promise<string> {
  await person.goto(`${circle}/sessions/new?playbook=${playbook}`);
  await person.press(m.playbooks_plan_open());
  await person.page.waitForURL('**/room');
  return new URL(person.page.url()).pathname;
}

/** Opens the room and waits until the page listens to it. */
export async function enterRoom(person: Visitor, room: string): Promise<void> {
  const listening = person.page.waitForResponse((answer) => answer.url().includes('/stream'));
  await person.goto(room);
  await listening;
}

/** Everybody opens the room and waits until all of them sit in it. */
export async function gather(people: readonly Visitor[], room: string): Promise<void> {
  for (const person of people) {
    if (!person.page.url().endsWith(room)) await enterRoom(person, room);
  }
  for (const person of people) await person.sees(m.room_lobby_all_here());
}

/** One of them presses Start, and everybody finds themselves in the first step. */
export async function start(people: readonly Visitor[], by: Visitor): Promise<void> {
  await by.press(m.room_start());
  for (const person of people) await person.button(m.room_pause()).waitFor();
}

/** The name of the step that runs, as this person reads it. */
export async function stepOf(person: Visitor): Promise<string> {
  return (await person.page.locator('h2.display').textContent())?.trim() ?? '';
}

/** Waits until everybody sees this step. */
export async function allSeeStep(people: readonly Visitor[], name: string): Promise<void> {
  for (const person of people) {
    await person.page.locator('h2.display', { hasText: name }).waitFor();
  }
}

/** One of them moves on, past whatever lies between, and observers who are asked say that they are ready. */
export async function moveOnTo(
  people: readonly Visitor[],
  { by, to }: { by: Visitor; to: string },
): Promise<void> {
  for (let step = await stepOf(by); !step.startsWith(to); step = await stepOf(by)) {
    await by.press(m.room_move_on());
    await expect.poll(() => stepAfterAsking(people, by), { timeout: 30_000 }).not.toBe(step);
  }
  await allSeeStep(people, to);
}

async function stepAfterAsking(people: readonly Visitor[], by: Visitor): Promise<string> {
  for (const person of people) {
    const ready = person.button(m.tool_ready());
    // Another observer's answer may have ended the asking in between.
    if (await ready.isVisible()) await ready.click({ timeout: 2_000 }).catch(() => undefined);
  }
  return stepOf(by);
}

/** Waits until one of them sees these words, and answers whom it found: parts of a step come after its name. */
export async function whoSees(people: readonly Visitor[], words: string): Promise<Visitor> {
  let first: Visitor | undefined;
  await expect
    .poll(
      async () => {
        const seen = await Promise.all(people.map((person) => seesNow(person, words)));
        first = people.find((_, index) => seen[index]);
        return first?.name;
      },
      { message: `somebody sees “${words}”`, timeout: 30_000 },
    )
    .toBeDefined();
  return first as Visitor;
}

/** Whether this person sees these words at this moment: what has not come yet is not there. */
export function seesNow({ page }: Visitor, words: string): Promise<boolean> {
  return page.getByText(words, { exact: true }).first().isVisible();
}

/** The words on a card of the room, by the card's title. */
export function wordsOn({ page }: Visitor, title: string): Promise<string> {
  return page.getByRole('region', { name: title }).locator('blockquote').innerText();
}

/** One of them closes the session, from whatever step it is in. */
export async function close(people: readonly Visitor[], by: Visitor): Promise<void> {
  await by.press(m.room_menu());
  await by.page.getByText(m.room_close(), { exact: true }).click();
  await by.press(m.room_close_yes());
  for (const person of people) await person.sees(m.room_over_closed());
}
