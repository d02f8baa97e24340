import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import type { Item } from './shares.ts';

/** All SQL about what is taken out of sight because somebody said that it is about them. */

/** Kinds of words that do not say in their data whom they are about. */
export type Words = 'journal_entry' | 'recording' | 'story';

export interface Reached {
  kind: Words;
  itemId: string;
  owner: string;
  /** Where whoever acts meets it; null for what is told to everyone. */
  circleId: string | null;
  /** Nobody else can read it, so its owner could tell who said so. */
  alone: boolean;
  /** False: it has ended. */
  open: boolean;
}

/** Another's words, by their share, that reach whoever acts, or would if the share had not ended. */
export async function findReached(tx: Tx, share: string): Promise<Reached | undefined> {
  const { rows } = await sql<Reached>`
    SELECT s.kind, s.item_id AS "itemId", p.name AS owner, s.circle_id AS "circleId", s.alone, s.is_open AS open
    FROM reached_me(${share}) s JOIN person p ON p.organisation_id = acting_organisation() AND p.id = s.owner_id`.execute(
    tx,
  );
  return rows[0];
}

/** Ends the share for everybody. False: it does not reach whoever acts. */
export async function endAsAbout(tx: Tx, share: string): Promise<boolean> {
  const { rows } = await sql<{ reached: boolean }>`SELECT set_aside(${share}) AS reached`.execute(tx);
  return rows[0]?.reached ?? false;
}

/** Things of mine that are still there and whose last share ended so, until I have shared them again or noted it. */
export async function listSetAside(tx: Tx, { organisationId, personId }: Actor): Promise<Item[]> {
  const { rows } = await sql<Item>`
    SELECT last.kind, last.item_id AS id FROM (SELECT DISTINCT ON (s.kind, s.item_id) s.kind, s.item_id, s.set_aside, s.until
      FROM share s WHERE s.organisation_id = ${organisationId} AND s.owner_id = ${personId}
        AND s.kind IN ('journal_entry', 'recording', 'story')
      ORDER BY s.kind, s.item_id, s.until DESC NULLS FIRST) last
    WHERE last.set_aside AND (EXISTS (SELECT 1 FROM journal_entry e WHERE e.organisation_id = ${organisationId}
        AND e.id = last.item_id) OR EXISTS (SELECT 1 FROM story t WHERE t.organisation_id = ${organisationId}
        AND t.id = last.item_id) OR EXISTS (SELECT 1 FROM recording r WHERE r.organisation_id = ${organisationId}
        AND r.id = last.item_id AND r.delete_after > now()))
    ORDER BY last.until DESC`.execute(tx);
  return rows;
}

export async function noteSetAside(tx: Tx, { kind, id }: Item): Promise<void> {
  await sql`SELECT note_set_aside(${kind}, ${id})`.execute(tx);
}
