import type { CircleMember } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { proposeNudge, takeBackNudge } from '#features/nudges/use-cases/propose-nudge.ts';
import type { Tx } from '#server/database.ts';

const kind = 'request-waiting';
const keyOf = (recording: string) => `recording:${recording}`;

/** Has whom a recording went to reminded of it, halfway to the day on which an answer is hoped for. */
export async function remindOfRecording(
  tx: Tx,
  member: CircleMember,
  { id, to, now, answerBy }: { id: string; to: string; now: Date; answerBy: Date },
): Promise<void> {
  const notBefore = new Date((now.getTime() + answerBy.getTime()) / 2);
  const about = { circleId: member.circleId, path: `/circles/${member.circleId}/exchange/${id}` };
  for (const person of await othersIn(tx, member)) {
    if (to !== 'circle' && to !== person) continue;
    await proposeNudge(tx, { person, kind, key: keyOf(id), notBefore, about });
  }
}

/** Whoever has answered is not reminded any more. */
export async function answeredRecording(tx: Tx, member: CircleMember, id: string): Promise<void> {
  await takeBackNudge(tx, { person: member.personId, kind, key: keyOf(id) });
}

/** Nobody is reminded of what its author took away. */
export async function forgetRecording(tx: Tx, member: CircleMember, id: string): Promise<void> {
  for (const person of await othersIn(tx, member)) await takeBackNudge(tx, { person, kind, key: keyOf(id) });
}

async function othersIn(tx: Tx, member: CircleMember): Promise<string[]> {
  const members = await membersOf(tx, member);
  return members.map(({ id }) => id).filter((id) => id !== member.personId);
}
