import type { Actor, Tx } from '#server/database.ts';
import { insertPerson } from '../store/person.ts';

export interface NewPerson extends Actor {
  name: string;
  /** Lower case; absent or null where none is known. */
  email?: string | null;
  /** IANA name. */
  timeZone: string;
  /** BCP 47 tags. */
  languages: string[];
  role?: 'person' | 'owner';
}

export type AdmittedPerson = { ok: true } | { ok: false; reason: 'address-taken' };

/**
 * Adds somebody to an organisation. Only for those who stand at a door that is open to them: the first set-up, an
 * invitation, the demonstration. The caller makes the ids, proves the door, and runs this as the new person
 * (`database.asPerson`), so that a personal code and a sign-in can follow in the same transaction. After a refusal that
 * transaction is void.
 */
export async function admitPerson(tx: Tx, person: NewPerson): Promise<AdmittedPerson> {
  try {
    await insertPerson(tx, { email: null, role: 'person', ...person });
    return { ok: true };
  } catch (error) {
    if ((error as { constraint?: string }).constraint !== 'person_contact_organisation_id_email_key')
      throw error;
    return { ok: false, reason: 'address-taken' };
  }
}
