import { triedOutcomes } from '#core/commitments/outcome.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';

/** All SQL about what owners said of their cards over time. Whoever may read a card reads it; the policies say so too. */

export async function insertStep(
  tx: Tx,
  owner: Actor & { circleId: string },
  { card, kind, words, feeling }: { card: string; kind: string; words: string; feeling?: number | undefined },
): Promise<void> {
  const id = newId();
  const whose = { organisationId: owner.organisationId, owner: owner.personId, row: id };
  await tx
    .insertInto('card_step')
    .values({
      organisation_id: owner.organisationId,
      id,
      commitment_id: card,
      circle_id: owner.circleId,
      owner_id: owner.personId,
      kind,
      feeling: feeling ?? null,
      ...(await sealWords(tx, 'card_step', whose, { words })),
    })
    .execute();
}

/** A card's steps, the newest `limit` of them, newest first. */
export async function listSteps(
  tx: Tx,
  member: CircleMember,
  { card, limit }: { card: string; limit: number },
) {
  const { organisationId } = member;
  return openWords(tx, 'card_step', organisationId, await stepsOf(tx, { organisationId, card, limit }));
}

const stepsOf = prepare(
  'steps-of-card',
  (db, { organisationId, card, limit }: { organisationId: string; card: string; limit: number }) =>
    db
      .selectFrom('card_step')
      .select(['id', 'owner_id', 'kind', 'words', 'feeling', 'happened_at'])
      .where('organisation_id', '=', organisationId)
      .where('commitment_id', '=', card)
      .orderBy('happened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit),
);

/** What somebody said of these cards of theirs, in no order. */
export async function listStepsOfMine(tx: Tx, { organisationId, personId }: Actor, cards: string[]) {
  if (cards.length === 0) return [];
  const rows = await tx
    .selectFrom('card_step')
    .select(['id', 'commitment_id', 'owner_id', 'kind', 'words', 'feeling', 'happened_at'])
    .where('organisation_id', '=', organisationId)
    .where('owner_id', '=', personId)
    .where('commitment_id', 'in', cards)
    .execute();
  return openWords(tx, 'card_step', organisationId, rows);
}

/** When somebody told of their cards that they had tried them, on whatever board; the words stay closed. */
export async function listToldTimes(
  tx: Tx,
  actor: Actor,
  { from, before }: { from: Date; before: Date },
): Promise<Date[]> {
  const rows = await tx
    .selectFrom('commitment')
    .innerJoin('card_step', (join) =>
      join
        .onRef('card_step.organisation_id', '=', 'commitment.organisation_id')
        .onRef('card_step.commitment_id', '=', 'commitment.id'),
    )
    .select('card_step.happened_at')
    .where('commitment.organisation_id', '=', actor.organisationId)
    .where('commitment.owner_id', '=', actor.personId)
    .where('card_step.kind', 'in', triedOutcomes)
    .where('card_step.happened_at', '>=', from)
    .where('card_step.happened_at', '<', before)
    .execute();
  return rows.map(({ happened_at }) => happened_at);
}

/** Empties what somebody said at a step of their own card; that they took it is still told. False: not theirs, or gone. */
export async function emptyStep(tx: Tx, member: CircleMember, step: string): Promise<boolean> {
  const done = await tx
    .updateTable('card_step')
    .set({ words: '', feeling: null })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('owner_id', '=', member.personId)
    .where('id', '=', step)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
