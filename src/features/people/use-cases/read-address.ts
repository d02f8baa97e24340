import type { Actor, Tx } from '#server/database.ts';
import { findEmail, findPerson } from '../store/person.ts';

/** How a mail to somebody begins, where it goes (null: they gave no address), and by which clock they live. */
export async function readAddress(
  tx: Tx,
  actor: Actor,
): Promise<{ name: string; email: string | null; timeZone: string; organisation: string }> {
  const person = await findPerson(tx, actor);
  const { name, time_zone: timeZone, organisation } = person;
  return { name, timeZone, organisation, email: (await findEmail(tx, actor)) ?? null };
}
