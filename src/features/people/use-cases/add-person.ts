import type { Transaction } from 'kysely';
import type { DB } from '#server/schema.generated.ts';
import { insertPerson, type NewPerson } from '../store.ts';

export type AddedPerson = { ok: true } | { ok: false; reason: 'address-taken' };

/**
 * Adds somebody to an organisation. Only for those who stand at a door that is open to them: the first set-up, an
 * invitation, the demonstration. The caller makes the ids, proves the door, and runs this as the new person
 * (`database.asPerson`), so that a personal code and a sign-in can follow in the same transaction.
 */
export async function addPerson(tx: Transaction<DB>, person: NewPerson): Promise<AddedPerson> {
  try {
    await insertPerson(tx, person);
    return { ok: true };
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'person_contact_organisation_id_email_key') throw error;
    return { ok: false, reason: 'address-taken' };
  }
}
