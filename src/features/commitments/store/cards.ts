import { sql } from 'kysely';
import type { Place } from '#core/received/place.ts';
import type { Card } from '#core/session/command.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about cards. Row-level security shows a member the open ones and those of their own time in the circle. */

/** Cards on the board now: at most one for each member. */
export async function listBoardCards(tx: Tx, member: CircleMember) {
  return openWords(tx, 'commitment', member.organisationId, await boardCards(tx, member));
}

const boardCards = prepare('board-cards', (db, member: CircleMember) =>
  cardsOf(db, member).where('closed_at', 'is', null),
);

/** Who of the circle has former cards that this member may read; one look into the index for each. */
export async function listOwnersWithFormer(tx: Tx, member: CircleMember): Promise<string[]> {
  return (await ownersWithFormer(tx, member)).map((row) => row.person_id);
}

const ownersWithFormer = prepare(
  'owners-with-former',
  (_, { organisationId, circleId }: CircleMember) => sql<{ person_id: string }>`
    SELECT m.person_id FROM membership m
    WHERE m.organisation_id = ${organisationId} AND m.circle_id = ${circleId} AND m.left_at IS NULL
      AND EXISTS (SELECT 1 FROM commitment c WHERE c.organisation_id = m.organisation_id AND c.circle_id = m.circle_id
        AND c.owner_id = m.person_id AND c.closed_at IS NOT NULL)`,
);

/** One page of somebody's former cards, newest first, those that came before card `before`; `more`: it is not the last. */
export async function listFormerCards(
  tx: Tx,
  member: CircleMember,
  { owner, before, limit }: { owner: string; before?: string | undefined; limit: number },
): Promise<{ cards: CardRow[]; more: boolean }> {
  let query = selectCards(tx)
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('owner_id', '=', owner)
    .where('closed_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before) {
    query = query.where(
      sql<boolean>`(created_at, id) < (SELECT b.created_at, b.id FROM commitment b
        WHERE b.organisation_id = ${member.organisationId} AND b.id = ${before})`,
    );
  }
  const rows = await query.execute();
  const cards = await openWords(tx, 'commitment', member.organisationId, rows.slice(0, limit));
  return { cards, more: rows.length > limit };
}

/** One card of this circle, on the board or not; undefined where there is none that this member may read. */
export async function findCard(tx: Tx, member: CircleMember, id: string) {
  return (await openWords(tx, 'commitment', member.organisationId, await oneCard(tx, { ...member, id })))[0];
}

const oneCard = prepare('one-card', (db, asked: CircleMember & { id: string }) =>
  cardsOf(db, asked).where('id', '=', asked.id),
);

/** The card that grew out of this one. */
export async function findNextCard(tx: Tx, member: CircleMember, from: string) {
  return (
    await openWords(tx, 'commitment', member.organisationId, await nextCard(tx, { ...member, from }))
  )[0];
}

const nextCard = prepare('next-card', (db, asked: CircleMember & { from: string }) =>
  cardsOf(db, asked).where('adjusted_from', '=', asked.from),
);

/** The newest former cards of all members, as many as are compared with a card; `not`: the card itself. */
export async function listEarlierCards(
  tx: Tx,
  member: CircleMember,
  { not, limit }: { not: string | undefined; limit: number },
) {
  let query = tx
    .selectFrom('commitment')
    .select(['id', 'owner_id', 'experiment', 'behaviour', 'context', 'outcome', 'created_at'])
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('closed_at', 'is not', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (not) query = query.where('id', '!=', not);
  return openWords(tx, 'commitment', member.organisationId, await query.execute());
}

/** My open cards in all my circles. */
export async function listMyOpenCards(tx: Tx, actor: Actor) {
  return openWords(tx, 'commitment', actor.organisationId, await myOpen(tx, actor));
}

const myOpen = prepare('my-open-cards', (db, { organisationId, personId }: Actor) =>
  selectCards(db)
    .where('organisation_id', '=', organisationId)
    .where('owner_id', '=', personId)
    .where('closed_at', 'is', null)
    .orderBy('created_at', 'desc'),
);

/** One page of somebody's own cards, on a board or not, of circles that they left too, newest first; `more`: not the last. */
export async function listCardsOfMine(
  tx: Tx,
  { organisationId, personId }: Actor,
  { before, limit }: { before?: Place | undefined; limit: number },
) {
  let query = selectCards(tx)
    .select(sql<string>`to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as('moment'))
    .where('organisation_id', '=', organisationId)
    .where('owner_id', '=', personId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before)
    query = query.where(sql<boolean>`(created_at, id) < (${before.moment}::timestamptz, ${before.id}::uuid)`);
  const rows = await query.execute();
  const cards = await openWords(tx, 'commitment', organisationId, rows.slice(0, limit));
  return { cards, more: rows.length > limit };
}

/** Takes away a card of theirs, in whatever circle; answers which. Undefined: not theirs, or gone already. */
export async function deleteCardOfMine(
  tx: Tx,
  { organisationId, personId }: Actor,
  id: string,
): Promise<{ circleId: string } | undefined> {
  return tx
    .deleteFrom('commitment')
    .where('organisation_id', '=', organisationId)
    .where('owner_id', '=', personId)
    .where('id', '=', id)
    .returning('circle_id as circleId')
    .executeTakeFirst();
}

/** What these circles are called, where somebody may know it, and whether they sit there today. */
export async function listCirclesOfCards(
  tx: Tx,
  { organisationId, personId }: Actor,
  circles: string[],
): Promise<{ id: string; name: string; member: boolean }[]> {
  const { rows } = await sql<{ id: string; name: string; member: boolean }>`
    SELECT c.id, c.name, EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = c.organisation_id
      AND m.circle_id = c.id AND m.person_id = ${personId} AND m.left_at IS NULL) AS member
    FROM circle c WHERE c.organisation_id = ${organisationId} AND c.id = ANY (${circles}::uuid[])`.execute(
    tx,
  );
  return rows;
}

/** My card on this circle's board, held until the transaction ends. */
export async function lockMyCard(tx: Tx, member: CircleMember) {
  const rows = await selectCards(tx)
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('owner_id', '=', member.personId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .execute();
  return (await openWords(tx, 'commitment', member.organisationId, rows))[0];
}

/** True when this very card was put there before, by the same person: the form was sent twice. */
export async function isMyCard(tx: Tx, member: CircleMember, id: string): Promise<boolean> {
  const row = await tx
    .selectFrom('commitment')
    .select('id')
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', id)
    .where('owner_id', '=', member.personId)
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateCardText(tx: Tx, owner: Actor, id: string, card: Card): Promise<void> {
  const { experiment, behaviour, context, criterion, dueOn, assumption = '', evidence = '' } = card;
  const whose = { organisationId: owner.organisationId, owner: owner.personId, row: id };
  const texts = { experiment, behaviour, context, criterion, assumption, evidence };
  const words = await sealWords(tx, 'commitment', whose, texts);
  await tx
    .updateTable('commitment')
    .set({ ...words, due_on: dueOn || null, version: sql`version + 1` })
    .where('organisation_id', '=', owner.organisationId)
    .where('id', '=', id)
    .where('owner_id', '=', owner.personId)
    .execute();
}

export async function updateOutcome(
  tx: Tx,
  owner: Actor,
  { id, outcome, note, feeling }: { id: string; outcome: string; note: string; feeling?: number | undefined },
): Promise<void> {
  const whose = { organisationId: owner.organisationId, owner: owner.personId, row: id };
  const words = await sealWords(tx, 'commitment', whose, { outcome_note: note });
  await tx
    .updateTable('commitment')
    .set({
      ...words,
      outcome,
      self_rating: feeling ?? null,
      outcome_at: sql`coalesce(outcome_at, now())`,
      version: sql`version + 1`,
    })
    .where('organisation_id', '=', owner.organisationId)
    .where('id', '=', id)
    .where('owner_id', '=', owner.personId)
    .execute();
}

/** Empties what an outcome says where this step is the one that said it, which is the last. */
export async function emptyOutcome(tx: Tx, member: CircleMember, step: string): Promise<void> {
  await sql`UPDATE commitment c SET outcome_note = '', self_rating = NULL, version = version + 1
    WHERE c.organisation_id = ${member.organisationId} AND c.circle_id = ${member.circleId}
      AND c.owner_id = ${member.personId} AND ${step} = (SELECT s.id FROM card_step s
        WHERE s.organisation_id = c.organisation_id AND s.commitment_id = c.id AND s.kind <> 'kept'
        ORDER BY s.happened_at DESC, s.id DESC LIMIT 1)
      AND c.id = (SELECT s.commitment_id FROM card_step s
        WHERE s.organisation_id = c.organisation_id AND s.id = ${step})`.execute(tx);
}

/** False when it is not this owner's on this board, or gone already. */
export async function deleteCard(tx: Tx, owner: CircleMember, id: string): Promise<boolean> {
  const done = await tx
    .deleteFrom('commitment')
    .where('organisation_id', '=', owner.organisationId)
    .where('circle_id', '=', owner.circleId)
    .where('owner_id', '=', owner.personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Rows of a session's cards that the reader may see, with their owners' names. */
export async function listCardsOfSession(tx: Tx, actor: Actor, sessionId: string) {
  const rows = await selectCards(tx)
    .where('organisation_id', '=', actor.organisationId)
    .where('session_id', '=', sessionId)
    .orderBy('created_at')
    .execute();
  return openWords(tx, 'commitment', actor.organisationId, rows);
}

function cardsOf(tx: Tx, member: CircleMember) {
  return selectCards(tx)
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId);
}

function selectCards(tx: Tx) {
  return tx
    .selectFrom('commitment')
    .select([
      'id',
      'circle_id',
      'owner_id',
      'experiment',
      'behaviour',
      'context',
      'criterion',
      'assumption',
      'evidence',
      'version',
      'adjusted_from',
      'due_on',
      'created_at',
      'carried_over',
      'outcome',
      'outcome_note',
      'self_rating',
      'outcome_at',
      'closed_at',
    ]);
}

export type CardRow = Awaited<ReturnType<typeof listBoardCards>>[number];
