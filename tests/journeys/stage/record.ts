import { m } from '#messages';
import type { Visitor } from './visitor.ts';

/** Records for so many seconds and stops. */
export async function record(
  person: Visitor,
  seconds: number,
  start: string = m.exchange_voice_start(),
): Promise<void> {
  await person.press(start);
  await hasRecorded(person, seconds);
  await person.page.getByRole('button', { name: m.exchange_stop(), exact: true }).last().click();
}

/** So many seconds have been recorded, or more: a busy page may not show each of them. */
export async function hasRecorded({ page }: Visitor, seconds: number): Promise<void> {
  await page.getByText(new RegExp(`^0:(0[${seconds}-9]|[1-5]\\d) `)).waitFor();
}
