import { sql, type Transaction } from 'kysely';
import type { DB } from '#server/schema.generated.ts';

/** All SQL of the doors. The functions are those of `migrations/0002_people.sql` and `0007_mail_files_jobs.sql`. */
type Tx = Transaction<DB>;

export async function countOrganisations(tx: Tx): Promise<{ organisations: number; demonstrations: number }> {
  const { rows } = await sql<{
    organisations: string;
    demonstrations: string;
  }>`SELECT * FROM installation_state()`.execute(tx);
  return { organisations: Number(rows[0]?.organisations), demonstrations: Number(rows[0]?.demonstrations) };
}

export async function insertOperatorLink(tx: Tx, row: { hash: Buffer; expiresAt: Date }): Promise<void> {
  await sql`SELECT create_operator_link(${row.hash}, ${row.expiresAt})`.execute(tx);
}

export async function isOperatorLink(tx: Tx, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`SELECT peek_operator_link(${hash}) AS yes`.execute(tx);
  return rows[0]?.yes === true;
}

export async function exchangeOperatorLink(
  tx: Tx,
  row: { linkHash: Buffer; visitHash: Buffer; expiresAt: Date },
): Promise<boolean> {
  const { rows } = await sql<{
    yes: boolean;
  }>`SELECT use_operator_link(${row.linkHash}, ${row.visitHash}, ${row.expiresAt}) AS yes`.execute(tx);
  return rows[0]?.yes === true;
}

export async function isOperatorVisit(tx: Tx, hash: Buffer): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`SELECT is_operator_visit(${hash}) AS yes`.execute(tx);
  return rows[0]?.yes === true;
}

export async function insertOrganisation(
  tx: Tx,
  row: { id: string; name: string; demonstration: boolean },
): Promise<void> {
  await sql`SELECT create_organisation(${row.id}, ${row.name}, ${row.demonstration})`.execute(tx);
}

export interface OutboxMail {
  id: string;
  kind: string;
  to_address: string;
  subject: string;
  /** Null: words of a person, which are between them and their reader. */
  text_body: string | null;
  created_at: Date;
  sent_at: Date | null;
  last_error: string | null;
}

/** Answers only to a proved operator's visit. */
export async function listOutbox(tx: Tx, visitHash: Buffer): Promise<OutboxMail[]> {
  return (await sql<OutboxMail>`SELECT * FROM list_outbox(${visitHash})`.execute(tx)).rows;
}

export interface DemonstrationPerson {
  organisation_id: string;
  person_id: string;
  name: string;
}

/** Answers only to a proved operator's visit. */
export async function listDemonstrationPeople(tx: Tx, visitHash: Buffer): Promise<DemonstrationPerson[]> {
  return (await sql<DemonstrationPerson>`SELECT * FROM list_demonstration_people(${visitHash})`.execute(tx))
    .rows;
}

/** Does so for a proved operator's visit, or when an owner acts. */
export async function deleteDemonstrations(tx: Tx, visitHash: Buffer | undefined): Promise<void> {
  await sql`SELECT remove_demonstrations(${visitHash ?? null})`.execute(tx);
}
