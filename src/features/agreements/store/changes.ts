import { sql } from 'kysely';
import type { ClauseChange } from '#core/agreement/change.ts';
import type { Clause } from '#core/agreement/clause.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';

/** Who did what to a proposal. `title` is the clause's as it was then. */
export interface RecordedChange {
  person: string;
  kind: ClauseChange['kind'];
  title: string;
  at: number;
}

/** Oldest first. */
export async function listChanges(tx: Tx, member: CircleMember, version: number): Promise<RecordedChange[]> {
  const rows = await tx
    .selectFrom('agreement_change')
    .select(['person_id', 'kind', 'title', 'changed_at'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('version', '=', version)
    .orderBy('changed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    person: row.person_id,
    kind: row.kind as RecordedChange['kind'],
    title: row.title,
    at: row.changed_at.getTime(),
  }));
}

/** Who changed the words of a version last, and when; undefined while they are as they were proposed. */
export async function readLastChange(
  tx: Tx,
  member: CircleMember,
  version: number,
): Promise<{ person: string; at: number } | undefined> {
  const row = await tx
    .selectFrom('agreement_change')
    .select(['person_id', 'changed_at'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('version', '=', version)
    .orderBy('changed_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { person: row.person_id, at: row.changed_at.getTime() };
}

/**
 * Writes the clauses as they are after a change and who made it. Only what differs is touched, so that the words of the
 * others keep their authors; the database clears the consents.
 */
export async function saveChange(
  tx: Tx,
  member: CircleMember,
  change: { version: number; kind: ClauseChange['kind']; id: string; before: Clause[]; after: Clause[] },
): Promise<void> {
  const key = { organisation_id: member.organisationId, circle_id: member.circleId, version: change.version };
  const was = new Map(change.before.map((clause, index) => [clause.id, { ...clause, position: index + 1 }]));
  const is = new Set(change.after.map((clause) => clause.id));
  for (const id of was.keys()) {
    if (is.has(id)) continue;
    await tx
      .deleteFrom('agreement_clause')
      .where((where) => where.and({ ...key, clause_id: id }))
      .execute();
  }
  for (const [index, clause] of change.after.entries()) {
    const before = was.get(clause.id);
    const position = index + 1;
    if (before === undefined) {
      await tx
        .insertInto('agreement_clause')
        .values({
          ...key,
          clause_id: clause.id,
          position,
          title: clause.title,
          body: clause.body,
          changed_by: member.personId,
        })
        .execute();
    } else if (before.title !== clause.title || before.body !== clause.body) {
      await tx
        .updateTable('agreement_clause')
        .set({ position, title: clause.title, body: clause.body })
        .set({ changed_by: member.personId, changed_at: sql`now()` })
        .where((where) => where.and({ ...key, clause_id: clause.id }))
        .execute();
    } else if (before.position !== position) {
      await tx
        .updateTable('agreement_clause')
        .set({ position })
        .where((where) => where.and({ ...key, clause_id: clause.id }))
        .execute();
    }
  }
  const title =
    was.get(change.id)?.title ?? change.after.find((clause) => clause.id === change.id)?.title ?? '';
  await tx
    .insertInto('agreement_change')
    .values({ ...key, id: newId(), person_id: member.personId, kind: change.kind, title })
    .execute();
}
