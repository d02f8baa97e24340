import { type Insertable, sql } from 'kysely';
import type { Clause } from '#core/agreement/clause.ts';
import type { Cast } from '#core/demonstration/story.ts';
import type { ShippedPlaybook } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import type { Tx } from '#server/database.ts';
import type { DB } from '#server/schema.generated.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import { type SealedName, sealedTables } from '#server/vault/sealed-tables.ts';

/**
 * The demonstration's rows, table by table in the order in which they refer to each other. They lie in the past, so they are
 * written through the maintenance role; every row is put into the demonstration's organisation here and nowhere else.
 */
const tables = [
  'person',
  'person_profile',
  'person_skill',
  'person_welcome',
  'focus_period',
  'circle',
  'circle_content',
  'membership',
  'agreement_version',
  'agreement_clause',
  'agreement_consent',
  'session',
  'session_member',
  'session_event',
  'session_words',
  'rota_turn',
  'commitment',
  'card_moment',
  'sighting',
  'circle_decision',
  'decision_agreement',
  'goal',
  'milestone',
  'goal_share',
  'goal_card',
  'recording',
  'journal_entry',
  'story',
  'share',
  'improvement',
  'pact',
  'pact_version',
  'pact_consent',
  'pact_report',
  'finding',
  'finding_version',
  'finding_consent',
  'finding_answer',
] as const satisfies (keyof DB)[];

type Table = (typeof tables)[number];

/** Rows that wait to be written. */
export type Rows = { [T in Table]: Omit<Insertable<DB[T]>, 'organisation_id'>[] };

/** What a circle's rows are written with. */
export interface Writing {
  rows: Rows;
  /** Milliseconds. */
  now: number;
  people: Record<Cast, string>;
  playbook: (slug: string) => ShippedPlaybook;
  clauses: () => Clause[];
  newId: () => string;
}

export function noRows(): Rows {
  return Object.fromEntries(tables.map((table) => [table, []])) as unknown as Rows;
}

/** Writes the demonstration, unless there is one by now: of two who press at once, the second finds the first's. */
export async function insertDemonstration(
  tx: Tx,
  organisation: { id: string; name: string },
  rows: Rows,
): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rondo demonstration'))`.execute(tx);
  const there = await tx
    .selectFrom('organisation')
    .select('id')
    .where('demonstration', '=', true)
    .executeTakeFirst();
  if (there) return;
  await tx
    .insertInto('organisation')
    .values({ ...organisation, demonstration: true })
    .execute();
  for (const table of tables) {
    const sealed = await sealRows(tx, organisation.id, table, rows[table]);
    const owned = sealed.map((row) => ({ ...row, organisation_id: organisation.id }));
    // A statement takes 65,535 parameters at most.
    for (let at = 0; at < owned.length; at += 500) {
      await tx
        .insertInto(table)
        .values(owned.slice(at, at + 500) as never)
        .execute();
    }
  }
}

/** What the demonstration's people wrote is sealed as everybody's. */
async function sealRows(
  tx: Tx,
  organisationId: string,
  table: Table,
  rows: Record<string, unknown>[],
): Promise<Record<string, unknown>[]> {
  if (!(table in sealedTables)) return rows;
  const { owner, row: columns } = sealedTables[table as SealedName];
  const sealed: Record<string, unknown>[] = [];
  for (const row of rows) {
    const whose = {
      organisationId,
      owner: row[owner] as string,
      row: columns.map((column) => row[column] as string),
    };
    sealed.push(await sealWords(tx, table as SealedName, whose, row));
  }
  return sealed;
}
