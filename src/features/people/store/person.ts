import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import type { Preferences, Profile } from '../input.ts';

/** All SQL about a person, their address, their choices and what they must be told. */

export interface NewPersonRow extends Actor {
  name: string;
  email: string | null;
  timeZone: string;
  languages: string[];
  role: 'person' | 'owner';
}

export async function insertPerson(tx: Tx, row: NewPersonRow): Promise<void> {
  await sql`SELECT create_person(${row.organisationId}, ${row.personId}, ${row.name}, ${row.email}, ${row.timeZone}, ${row.languages}, ${row.role})`.execute(
    tx,
  );
}

export async function findPerson(tx: Tx, actor: Actor) {
  return tx
    .selectFrom('person')
    .innerJoin('organisation', 'organisation.id', 'person.organisation_id')
    .select(['person.name', 'person.pronouns', 'person.time_zone', 'person.languages', 'person.manager_id'])
    .select('organisation.name as organisation')
    .where('person.organisation_id', '=', actor.organisationId)
    .where('person.id', '=', actor.personId)
    .executeTakeFirstOrThrow();
}

export async function updatePerson(tx: Tx, actor: Actor, profile: Profile): Promise<void> {
  await tx
    .updateTable('person')
    .set({
      name: profile.name,
      pronouns: profile.pronouns || null,
      time_zone: profile.timeZone,
      languages: profile.languages,
      manager_id: profile.managerId,
    })
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', actor.personId)
    .execute();
}

export async function updateClock(
  tx: Tx,
  actor: Actor,
  { timeZone, languages }: Pick<Profile, 'timeZone' | 'languages'>,
): Promise<void> {
  await tx
    .updateTable('person')
    .set({ time_zone: timeZone, languages })
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '=', actor.personId)
    .execute();
}

/** Everyone else who belongs to the organisation, by name. */
export async function listColleagues(tx: Tx, actor: Actor): Promise<Array<{ id: string; name: string }>> {
  return tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('organisation_id', '=', actor.organisationId)
    .where('id', '<>', actor.personId)
    .where('erased_at', 'is', null)
    .where('applicant_since', 'is', null)
    .orderBy('name')
    .execute();
}

export async function findPreferences(tx: Tx, actor: Actor) {
  const [row] = await preferencesOf(tx, actor);
  return row;
}

const preferencesOf = prepare('preferences-of', (db, { organisationId, personId }: Actor) =>
  db
    .selectFrom('person_preference')
    .select(['cue_sound', 'cue_vibration', 'cue_announcement', 'theme'])
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId),
);

export async function savePreferences(tx: Tx, actor: Actor, { cues, theme }: Preferences): Promise<void> {
  const row = {
    cue_sound: cues.includes('sound'),
    cue_vibration: cues.includes('vibration'),
    cue_announcement: cues.includes('announcement'),
    theme,
  };
  await tx
    .insertInto('person_preference')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet(row))
    .execute();
}

/** One's own address; nobody else's can be read. */
export async function findEmail(tx: Tx, actor: Actor): Promise<string | undefined> {
  const row = await tx
    .selectFrom('person_contact')
    .select('email')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
  return row?.email;
}

export async function saveEmail(tx: Tx, actor: Actor, email: string): Promise<void> {
  await tx
    .insertInto('person_contact')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, email })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet({ email }))
    .execute();
}

export async function saveEmailChange(
  tx: Tx,
  actor: Actor,
  change: { hash: Buffer; email: string; expiresAt: Date },
): Promise<void> {
  const row = { token_hash: change.hash, email: change.email, expires_at: change.expiresAt };
  await tx
    .insertInto('email_change')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, ...row })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet(row))
    .execute();
}

/** The address that this link confirms, if it is the acting person's own and not too old. */
export async function findEmailChange(tx: Tx, actor: Actor, hash: Buffer): Promise<string | undefined> {
  const row = await tx
    .selectFrom('email_change')
    .select('email')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('token_hash', '=', hash)
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return row?.email;
}

/** Takes the link out of use; false when another press was quicker. */
export async function deleteEmailChange(tx: Tx, actor: Actor, hash: Buffer): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('email_change')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('token_hash', '=', hash)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
