import { sql, type Transaction } from 'kysely';
import type { Effect } from '#core/session/effect.ts';
import type { RoomContext } from '#core/session/room.ts';
import { carryOver } from '#features/commitments/use-cases/carry-over.ts';
import { createCommitment } from '#features/commitments/use-cases/create-commitment.ts';
import { setMoment } from '#features/nudges/use-cases/set-moment.ts';
import { newId } from '#server/ids.ts';
import type { DB } from '#server/schema.generated.ts';
import type { SessionMember } from '../access.ts';
import { LateRefusal } from './late-refusal.ts';

/** What a decision does outside the session's own log and words, in the same transaction. */
export async function applyEffect(
  tx: Transaction<DB>,
  member: SessionMember,
  effect: Effect,
  context: RoomContext,
): Promise<void> {
  switch (effect.type) {
    case 'create-commitment': {
      const made = await createCommitment(tx, member, { id: effect.id, card: effect.card });
      if (made !== 'made') throw new LateRefusal(made);
      if (effect.meetingAt !== undefined)
        await setMoment(tx, member, { card: effect.id, at: effect.meetingAt });
      return;
    }
    case 'carry-over':
      await carryOver(tx, member, effect.commitmentId);
      return;
    case 'plan-next':
      await planNext(tx, member, { startsAt: new Date(effect.startsAt), timeZone: effect.timeZone });
      return;
    case 'record-turns':
      // All at once: what a role's turns come to for each depends on everybody who was there.
      await sql`INSERT INTO rota_turn (organisation_id, circle_id, session_number, person_id, role)
        SELECT ${member.organisationId}, ${member.circleId}, ${context.number}::int, turn.person, turn.role
        FROM jsonb_to_recordset(${JSON.stringify(effect.turns)}) AS turn (person uuid, role text)
        ON CONFLICT DO NOTHING`.execute(tx);
      return;
    case 'keep-artefact':
      await sql`UPDATE stored_file SET delete_after = NULL WHERE organisation_id = ${member.organisationId}
        AND id = (SELECT (body ->> 'fileId')::uuid FROM session_words
          WHERE organisation_id = ${member.organisationId} AND id = ${effect.wordsId})`.execute(tx);
      return;
    case 'discard':
      await sql`SELECT discard_session(${member.sessionId})`.execute(tx);
  }
}

/** The circle's next date. One that was set before in the same session is replaced. */
async function planNext(
  tx: Transaction<DB>,
  member: SessionMember,
  next: { startsAt: Date; timeZone: string },
): Promise<void> {
  const moved = await tx
    .updateTable('session')
    .set({ starts_at: next.startsAt, time_zone: next.timeZone })
    .where('organisation_id', '=', member.organisationId)
    .where('circle_id', '=', member.circleId)
    .where('status', '=', 'planned')
    .where('playbook_text', 'is', null)
    .executeTakeFirst();
  if (moved.numUpdatedRows > 0n) return;
  await tx
    .insertInto('session')
    .values({
      organisation_id: member.organisationId,
      id: newId(),
      circle_id: member.circleId,
      status: 'planned',
      starts_at: next.startsAt,
      time_zone: next.timeZone,
      created_by: member.personId,
    })
    .execute();
}
