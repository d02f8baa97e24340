import { sql } from 'kysely';
import type { CircleMember } from '#features/circles/access.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { prepare } from '#server/prepare.ts';

/** What members say about their circle. Content: nobody else reads it. */
export interface CircleWords {
  name: string;
  purpose: string;
  focusSkill: string;
  meetingLink?: string;
}

export interface Circle extends CircleWords {
  id: string;
  closedAt?: Date;
}

/** Makes the circle and seats its founder. */
export async function insertCircle(tx: Tx, actor: Actor, words: CircleWords): Promise<string> {
  const id = newId();
  await tx
    .insertInto('circle')
    .values({ organisation_id: actor.organisationId, id, name: words.name, created_by: actor.personId })
    .execute();
  await sql`SELECT found_circle(${id}, ${newId()})`.execute(tx);
  await tx
    .insertInto('circle_content')
    .values({
      organisation_id: actor.organisationId,
      circle_id: id,
      changed_by: actor.personId,
      ...contentColumns(words),
    })
    .execute();
  return id;
}

export async function readCircle(tx: Tx, member: CircleMember): Promise<Circle> {
  const [row] = await circleWithWords(tx, member);
  if (!row) throw new Error('a circle that was proven is not there');
  return {
    id: row.id,
    name: row.name,
    purpose: row.purpose,
    focusSkill: row.focus_skill,
    meetingLink: row.meeting_link ?? undefined,
    closedAt: row.closed_at ?? undefined,
  };
}

const circleWithWords = prepare('circle-with-words', (db, { organisationId, circleId }: CircleMember) =>
  db
    .selectFrom('circle')
    .innerJoin('circle_content', (join) =>
      join
        .onRef('circle_content.organisation_id', '=', 'circle.organisation_id')
        .onRef('circle_content.circle_id', '=', 'circle.id'),
    )
    .leftJoin('circle_closure', (join) =>
      join
        .onRef('circle_closure.organisation_id', '=', 'circle.organisation_id')
        .onRef('circle_closure.circle_id', '=', 'circle.id'),
    )
    .select([
      'circle.id',
      'circle.name',
      'circle_content.purpose',
      'circle_content.focus_skill',
      'circle_content.meeting_link',
      'circle_closure.closed_at',
    ])
    .where('circle.organisation_id', '=', organisationId)
    .where('circle.id', '=', circleId),
);

export async function updateCircle(tx: Tx, member: CircleMember, words: CircleWords): Promise<void> {
  await tx
    .updateTable('circle')
    .set({ name: words.name })
    .where('organisation_id', '=', member.organisationId)
    .where('id', '=', member.circleId)
    .execute();
  await tx
    .updateTable('circle_content')
    .set({ ...contentColumns(words), changed_by: member.personId, changed_at: sql`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .execute();
}

/** The closure is a row that says who and when; closing twice is closing once. Open doors close with it. */
export async function insertClosure(tx: Tx, member: CircleMember): Promise<void> {
  await tx
    .insertInto('circle_closure')
    .values({
      organisation_id: member.organisationId,
      circle_id: member.circleId,
      closed_by: member.personId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .updateTable('invitation')
    .set({ revoked_at: sql`now()` })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('revoked_at', 'is', null)
    .execute();
}

function contentColumns(words: CircleWords) {
  return {
    purpose: words.purpose,
    focus_skill: words.focusSkill,
    meeting_link: words.meetingLink ?? null,
  };
}
