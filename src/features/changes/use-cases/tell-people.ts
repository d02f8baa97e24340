import { sql } from 'kysely';
import { isTopic } from '#core/changes/topic.ts';
import type { Tx } from '#server/database.ts';

/** A notice of the database holds eight thousand bytes. */
const mostInANotice = 200;

/**
 * Once this transaction is committed, the open pages of these people are told that something changed, on whichever node
 * they are; never what. Name only people who may know that it did: this is not asked again.
 *
 * @throws TypeError for a topic that could hold somebody's words
 */
export async function tellPeople(
  tx: Tx,
  { organisationId, people, topic }: { organisationId: string; people: readonly string[]; topic: string },
): Promise<void> {
  if (!isTopic(topic)) throw new TypeError('a topic is a kind of thing, and an id where there are several');
  const notices: string[] = [];
  for (let first = 0; first < people.length; first += mostInANotice) {
    notices.push(`${organisationId} ${topic} ${people.slice(first, first + mostInANotice).join(',')}`);
  }
  if (notices.length === 0) return;
  await sql`SELECT pg_notify('rondo_changes', notice) FROM unnest(${notices}::text[]) notice`.execute(tx);
}
