import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';
import { openWords } from '#server/vault/open-words.ts';

/** Somebody who came by a circle's link, or asked an open circle, and waits for a member's answer. */
export interface JoinRequest {
  id: string;
  person: string;
  name: string;
  askedAt: Date;
  /** What they said when they asked; empty for whoever came by a link. */
  sentence: string;
}

export async function listOpenRequests(tx: Tx, member: CircleMember): Promise<JoinRequest[]> {
  const rows = await openRequests(tx, member);
  const opened = await openWords(tx, 'join_request', member.organisationId, rows);
  return opened.map((row) => ({
    id: row.id,
    person: row.person_id,
    name: row.name,
    askedAt: row.asked_at,
    sentence: row.sentence,
  }));
}

const openRequests = prepare('open-join-requests', (db, { organisationId, circleId }: CircleMember) =>
  db
    .selectFrom('join_request')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organisation_id', '=', 'join_request.organisation_id')
        .onRef('person.id', '=', 'join_request.person_id'),
    )
    .select([
      'join_request.id',
      'join_request.person_id',
      'join_request.asked_at',
      'join_request.sentence',
      'person.name',
    ])
    .where('join_request.organisation_id', '=', organisationId)
    .where('join_request.circle_id', '=', circleId)
    .where('join_request.answered_at', 'is', null)
    .orderBy('join_request.asked_at'),
);

/** My newest request to a circle, while it waits or when it was declined in the last two weeks. */
export interface MyRequest {
  circleName: string;
  askedAt: Date;
  declined: boolean;
}

export async function listMyRequests(tx: Tx, actor: Actor): Promise<MyRequest[]> {
  const rows = await tx
    .selectFrom('join_request')
    .innerJoin('circle', (join) =>
      join
        .onRef('circle.organisation_id', '=', 'join_request.organisation_id')
        .onRef('circle.id', '=', 'join_request.circle_id'),
    )
    .select(['circle.name', 'join_request.asked_at', 'join_request.accepted'])
    .where('join_request.organisation_id', '=', actor.organisationId)
    .where('join_request.person_id', '=', actor.personId)
    .where((where) =>
      where.or([
        where('join_request.answered_at', 'is', null),
        where.and([
          where('join_request.accepted', '=', false),
          where('join_request.answered_at', '>', sql<Date>`now() - interval '14 days'`),
        ]),
      ]),
    )
    // The newest alone speaks of a circle: an earlier no is over once somebody has asked again, or been welcomed.
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('join_request as later')
            .select('later.id')
            .whereRef('later.organisation_id', '=', 'join_request.organisation_id')
            .whereRef('later.circle_id', '=', 'join_request.circle_id')
            .whereRef('later.person_id', '=', 'join_request.person_id')
            .whereRef('later.asked_at', '>', 'join_request.asked_at'),
        ),
      ),
    )
    .orderBy('join_request.asked_at', 'desc')
    .execute();
  return rows.map((row) => ({
    circleName: row.name,
    askedAt: row.asked_at,
    declined: row.accepted === false,
  }));
}

export type AnswerOutcome = 'joined' | 'declined' | 'not-found' | 'answered' | 'full' | 'closed';

/** `requestId` may be any: the database answers 'not-found' unless it is of a circle of the actor. */
export async function answerRequest(
  tx: Tx,
  _member: CircleMember,
  answer: { requestId: string; accept: boolean },
): Promise<AnswerOutcome> {
  const result = await sql<{ outcome: AnswerOutcome }>`
    SELECT answer_join_request(${answer.requestId}, ${answer.accept}, ${newId()}) AS outcome`.execute(tx);
  return result.rows[0]?.outcome ?? 'not-found';
}
