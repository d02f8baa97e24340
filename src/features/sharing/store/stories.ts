import { sql } from 'kysely';
import type { Actor, Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about stories: one's own, and those that are published. */

export interface Story {
  id: string;
  title: string;
  text: string;
}

export interface PublishedStory extends Story {
  shareId: string;
  authorId: string;
  author: string;
  /** Of the first publication that has not been withdrawn. */
  since: Date;
}

/** What everybody of the organisation may read now, newest first. Asked here too, not only by the policies. */
export async function listPublished(tx: Tx, actor: Actor, limit: number): Promise<PublishedStory[]> {
  const rows = await tx
    .selectFrom('share')
    .innerJoin('story', (join) =>
      join
        .onRef('story.organisation_id', '=', 'share.organisation_id')
        .onRef('story.id', '=', 'share.item_id')
        .onRef('story.person_id', '=', 'share.owner_id'),
    )
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'story.organisation_id')
        .onRef('person.id', '=', 'story.person_id'),
    )
    .select([
      'story.id',
      'story.person_id',
      'story.title',
      'story.text',
      'person.name as author',
      'share.id as shareId',
      'share.since',
    ])
    .where('share.organisation_id', '=', actor.organisationId)
    .where('share.kind', '=', 'story')
    .where('share.until', 'is', null)
    .orderBy('share.since', 'desc')
    .orderBy('story.id')
    .limit(limit)
    .execute();
  const open = await openWords(tx, 'story', actor.organisationId, rows);
  // Between the erasure of somebody and the end of their rows there is nothing to read.
  return open
    .filter(({ text }) => text !== '')
    .map(({ person_id, ...story }) => ({ ...story, authorId: person_id }));
}

/** Those of mine, whether they are published or not. */
export async function listMyStories(tx: Tx, actor: Actor): Promise<(Story & { changedAt: Date })[]> {
  const rows = await tx
    .selectFrom('story')
    .select(['id', 'person_id', 'title', 'text', 'changed_at as changedAt'])
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .orderBy('changed_at', 'desc')
    .execute();
  const open = await openWords(tx, 'story', actor.organisationId, rows);
  return open.map(({ person_id: _, ...story }) => story);
}

/** A new one, or a change of one of mine. Somebody else's id changes nothing. */
export async function keepStory(tx: Tx, actor: Actor, { id, title, text }: Story): Promise<void> {
  const whose = { organisationId: actor.organisationId, owner: actor.personId, row: id };
  const sealed = await sealWords(tx, 'story', whose, { title, text });
  const changed = await tx
    .updateTable('story')
    .set({ ...sealed, changed_at: sql<Date>`now()` })
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return;
  await tx
    .insertInto('story')
    .values({ organisation_id: actor.organisationId, person_id: actor.personId, id, ...sealed })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function deleteStory(tx: Tx, actor: Actor, id: string): Promise<void> {
  await tx
    .deleteFrom('story')
    .where('organisation_id', '=', actor.organisationId)
    .where('person_id', '=', actor.personId)
    .where('id', '=', id)
    .execute();
}
