import { type RawBuilder, sql } from 'kysely';
import type { Place } from '#core/received/place.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about what partners saw. Whoever may read a card reads what was seen; the policies say so too. */

/** What was seen of these cards, newest first: `most` of each, and one more without its text where there are more. */
export async function listSightings(
  tx: Tx,
  { organisationId }: Actor,
  { cards, most }: { cards: string[]; most: number },
) {
  if (cards.length === 0) return [];
  const rows = await sightingsOfCards(tx, { organisationId, cards, limit: most + 1 });
  return openNewest(tx, organisationId, rows, most);
}

/** The same of the cards on the board now; need not wait for their list. */
export async function listSightingsOnBoard(tx: Tx, { organisationId, circleId }: CircleMember, most: number) {
  const rows = await sightingsOnBoard(tx, { organisationId, circleId, limit: most + 1 });
  return openNewest(tx, organisationId, rows, most);
}

/** What only says that there is more costs no opening. */
async function openNewest(tx: Tx, organisationId: string, rows: SightingRow[], most: number) {
  const ofEach = [...Map.groupBy(rows, ({ commitment_id }) => commitment_id).values()];
  const newest = ofEach.flatMap((seen) => seen.slice(0, most));
  const more = ofEach.flatMap((seen) => seen.slice(most));
  return [
    ...(await openWords(tx, 'sighting', organisationId, newest)),
    ...more.map((row) => ({ ...row, text: '' })),
  ];
}

/** What was seen of my open cards in all my circles, the newest `limit` of them together. */
export async function listSightingsOfMyOpen(tx: Tx, { organisationId, personId }: Actor, limit: number) {
  const rows = await sightingsOfMyOpen(tx, { organisationId, personId, limit });
  return openWords(tx, 'sighting', organisationId, rows);
}

export type SightingRow = Awaited<ReturnType<typeof sightingsOfMyOpen>>[number];

const sightingsOfCards = prepare(
  'sightings-of-cards',
  (_, asked: { organisationId: string; cards: string[]; limit: number }) =>
    newestOfEach(sql`unnest(${asked.cards}::uuid[]) AS c (id)`, asked),
);

const sightingsOnBoard = prepare(
  'sightings-on-board',
  (_, asked: { organisationId: string; circleId: string; limit: number }) =>
    newestOfEach(
      sql`(SELECT id FROM commitment WHERE organisation_id = ${asked.organisationId}
        AND circle_id = ${asked.circleId} AND closed_at IS NULL) AS c`,
      asked,
    ),
);

/** @param cards a table `c` of their ids */
function newestOfEach(cards: RawBuilder<unknown>, asked: { organisationId: string; limit: number }) {
  return sql<SightingRow>`
    SELECT s.id, s.commitment_id, s.author_id, p.name AS author, s.text, s.seen_at
    FROM ${cards} CROSS JOIN LATERAL (SELECT * FROM sighting
      WHERE organisation_id = ${asked.organisationId} AND commitment_id = c.id
      ORDER BY seen_at DESC, id DESC LIMIT ${asked.limit}) AS s
    JOIN person p ON p.organisation_id = s.organisation_id AND p.id = s.author_id
    ORDER BY s.seen_at DESC, s.id DESC`;
}

const sightingsOfMyOpen = prepare(
  'sightings-of-my-open',
  (db, { organisationId, personId, limit }: Actor & { limit: number }) =>
    selectSightings(db)
      .where('sighting.organisation_id', '=', organisationId)
      .where('sighting.commitment_id', 'in', ({ selectFrom }) =>
        selectFrom('commitment as k')
          .select('k.id')
          .where('k.organisation_id', '=', organisationId)
          .where('k.owner_id', '=', personId)
          .where('k.closed_at', 'is', null),
      )
      .limit(limit),
);

/** What was seen of somebody's own cards while they sat in its circle, newest first: what is said after they left is not theirs. */
export async function listSightingsOfMyStay(
  tx: Tx,
  { organisationId, personId }: Actor,
  cards: string[],
): Promise<SightingRow[]> {
  if (cards.length === 0) return [];
  const rows = await selectSightings(tx)
    .where('sighting.organisation_id', '=', organisationId)
    .where('sighting.commitment_id', 'in', cards)
    .where(
      sql<boolean>`EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = sighting.organisation_id
        AND m.circle_id = sighting.circle_id AND m.person_id = ${personId} AND m.joined_at <= sighting.seen_at
        AND (m.left_at IS NULL OR sighting.seen_at <= m.left_at))`,
    )
    .execute();
  return openWords(tx, 'sighting', organisationId, rows);
}

/** What partners saw of somebody's experiments, in whatever circle, newest first; only of their own cards. */
export async function listSightingsOfMine(
  tx: Tx,
  actor: Actor,
  { before, limit }: { before?: Place | undefined; limit: number },
): Promise<ReceivedSighting[]> {
  const older = before
    ? sql`AND (s.seen_at, s.id) < (${before.moment}::timestamptz, ${before.id}::uuid)`
    : sql``;
  const { rows } = await sql<ReceivedSighting>`
    SELECT s.id, s.author_id, s.text, s.seen_at AS at, p.name AS author, s.circle_id, c.name AS circle,
      EXISTS (SELECT 1 FROM membership m WHERE m.organisation_id = s.organisation_id AND m.circle_id = s.circle_id
        AND m.person_id = ${actor.personId} AND m.left_at IS NULL) AS member,
      k.id AS card_id, k.owner_id, k.experiment, k.behaviour,
      to_char(s.seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS moment
    FROM commitment k
    JOIN sighting s ON s.organisation_id = k.organisation_id AND s.commitment_id = k.id
    JOIN circle c ON c.organisation_id = s.organisation_id AND c.id = s.circle_id
    JOIN person p ON p.organisation_id = s.organisation_id AND p.id = s.author_id
    WHERE k.organisation_id = ${actor.organisationId} AND k.owner_id = ${actor.personId}
      AND s.author_id <> ${actor.personId} ${older}
    ORDER BY s.seen_at DESC, s.id DESC LIMIT ${limit}`.execute(tx);
  const { organisationId } = actor;
  const seen = await openWords(tx, 'sighting', organisationId, rows);
  const called = { owner: 'owner_id', row: ['card_id'] };
  return openWords(tx, 'commitment', organisationId, seen, called);
}

/** What a partner saw, with the card that it is about. */
export interface ReceivedSighting extends Place {
  author_id: string;
  author: string;
  text: string;
  at: Date;
  circle_id: string;
  circle: string;
  /** Of that circle, today. */
  member: boolean;
  card_id: string;
  experiment: string;
  behaviour: string;
}

/** Nothing where the id is taken already: the same form, sent twice, or somebody else's. */
export async function insertSighting(
  tx: Tx,
  member: CircleMember,
  { id, card, text }: { id: string; card: string; text: string },
): Promise<void> {
  const whose = { organisationId: member.organisationId, owner: member.personId, row: id };
  await tx
    .insertInto('sighting')
    .values({
      organisation_id: member.organisationId,
      id,
      commitment_id: card,
      circle_id: member.circleId,
      author_id: member.personId,
      ...(await sealWords(tx, 'sighting', whose, { text })),
    })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id']).doNothing())
    .execute();
}

/** Owner of a card that is on this circle's board; undefined when it is not there (any more). */
export async function findCardOwner(tx: Tx, member: CircleMember, card: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('commitment')
    .select('owner_id')
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('id', '=', card)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row?.owner_id;
}

/** The author's own, or any on one's own card. */
export async function deleteSighting(tx: Tx, member: CircleMember, id: string): Promise<void> {
  await sql`DELETE FROM sighting s WHERE s.organisation_id = ${member.organisationId} AND s.circle_id = ${member.circleId}
    AND s.id = ${id} AND (s.author_id = ${member.personId} OR ${onACardOf(member)})`.execute(tx);
}

/** Any on one's own card, wherever. */
export async function deleteSightingOfMine(tx: Tx, actor: Actor, id: string): Promise<void> {
  await sql`DELETE FROM sighting s WHERE s.organisation_id = ${actor.organisationId} AND s.id = ${id}
    AND ${onACardOf(actor)}`.execute(tx);
}

const onACardOf = ({ personId }: Actor) => sql`EXISTS (SELECT 1 FROM commitment k
  WHERE k.organisation_id = s.organisation_id AND k.id = s.commitment_id AND k.owner_id = ${personId})`;

function selectSightings(tx: Tx) {
  return tx
    .selectFrom('sighting')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'sighting.organisation_id')
        .onRef('person.id', '=', 'sighting.author_id'),
    )
    .select([
      'sighting.id',
      'sighting.commitment_id',
      'sighting.author_id',
      'person.name as author',
      'sighting.text',
      'sighting.seen_at',
    ])
    .orderBy('sighting.seen_at', 'desc')
    .orderBy('sighting.id', 'desc');
}
