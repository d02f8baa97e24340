import { sql } from 'kysely';
import type { Actor, Database, Tx } from '#server/database.ts';

/** All SQL about how people come in. The functions named here are those of `migrations/0002_people.sql`. */

export interface SignInRow {
  organisation_id: string;
  person_id: string;
  sign_in_id: string;
  name: string;
  time_zone: string;
  role: 'person' | 'owner';
  demonstration: boolean;
  expires_at: Date;
  last_seen_at: Date;
  theme: 'system' | 'light' | 'dark';
  applicant: boolean;
}

export async function findSignIn(
  { lookUp }: Pick<Database, 'lookUp'>,
  hash: Buffer,
): Promise<SignInRow | undefined> {
  const text = 'SELECT * FROM find_sign_in($1)';
  return (await lookUp<SignInRow & object>({ name: 'find-sign-in', text, values: [hash] }))[0];
}

export async function touchSignIn(tx: Tx, hash: Buffer): Promise<void> {
  await sql`SELECT touch_sign_in(${hash})`.execute(tx);
}

export interface NewSignIn extends Actor {
  id: string;
  hash: Buffer;
  device: string;
  expiresAt: Date;
}

/** Until when it lasts: no longer than was asked for, and among made-up people no longer than a day. */
export async function insertSignIn(tx: Tx, row: NewSignIn): Promise<Date> {
  const made = await sql<{ until: Date }>`
    SELECT create_sign_in(${row.organisationId}, ${row.personId}, ${row.id}, ${row.hash}, ${row.device},
      ${row.expiresAt}) AS until`.execute(tx);
  return made.rows[0]?.until ?? row.expiresAt;
}

export async function deleteSignIn(tx: Tx, hash: Buffer): Promise<void> {
  await sql`SELECT end_sign_in(${hash})`.execute(tx);
}

export interface KnownAddress {
  organisation_id: string;
  organisation_name: string;
  person_id: string;
  name: string;
}

/** One row for each organisation in which the address is somebody's; never a demonstration's. */
export async function findPeopleByEmail(tx: Tx, address: string): Promise<KnownAddress[]> {
  return (await sql<KnownAddress>`SELECT * FROM find_people_by_email(${address})`.execute(tx)).rows;
}

/** Whom a name or an id means, small letters or capitals; never somebody of a demonstration. */
export async function findPeopleCalled(tx: Tx, said: string): Promise<KnownAddress[]> {
  return (await sql<KnownAddress>`SELECT * FROM find_people_called(${said})`.execute(tx)).rows;
}

export interface NewSignInLink extends Actor {
  hash: Buffer;
  purpose: 'mail' | 'operator' | 'demonstration';
  expiresAt: Date;
}

export async function insertSignInLink(tx: Tx, row: NewSignInLink): Promise<void> {
  await sql`SELECT create_sign_in_link(${row.organisationId}, ${row.personId}, ${row.hash}, ${row.purpose}, ${row.expiresAt})`.execute(
    tx,
  );
}

export interface SignInLinkFace {
  organisation_name: string;
  name: string;
  purpose: 'mail' | 'operator' | 'demonstration';
}

export async function peekSignInLink(tx: Tx, hash: Buffer): Promise<SignInLinkFace | undefined> {
  return (await sql<SignInLinkFace>`SELECT * FROM peek_sign_in_link(${hash})`.execute(tx)).rows[0];
}

export interface LinkHolder {
  organisation_id: string;
  person_id: string;
  purpose: 'mail' | 'operator' | 'demonstration';
}

/** Uses the link up; undefined when it was used before, is too old or never was. */
export async function spendSignInLink(tx: Tx, hash: Buffer): Promise<LinkHolder | undefined> {
  return (await sql<LinkHolder>`SELECT * FROM use_sign_in_link(${hash})`.execute(tx)).rows[0];
}

export async function findPersonalCode(
  tx: Tx,
  hash: Buffer,
): Promise<{ organisation_id: string; person_id: string } | undefined> {
  const found = await sql<{
    organisation_id: string;
    person_id: string;
  }>`SELECT * FROM find_personal_code(${hash})`.execute(tx);
  return found.rows[0];
}

/** Whether the acting person is made up, or is somebody whom such a person invited. */
export async function isInDemonstration(tx: Tx, { organisationId }: Actor): Promise<boolean> {
  const found = await tx
    .selectFrom('organisation')
    .select('demonstration')
    .where('id', '=', organisationId)
    .executeTakeFirst();
  return found?.demonstration ?? false;
}

export async function replacePersonalCode(tx: Tx, actor: Actor, hash: Buffer): Promise<void> {
  const made = { code_hash: hash, created_at: sql<Date>`now()` };
  await tx
    .insertInto('personal_code')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, ...made })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'person_id']).doUpdateSet(made))
    .execute();
}
