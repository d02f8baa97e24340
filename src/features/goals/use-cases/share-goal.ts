import { alphabetically } from '#core/text/alphabetically.ts';
import { tellCircle } from '#features/changes/use-cases/tell-circle.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import { getLocale } from '#messages/runtime.js';
import type { Actor, Tx } from '#server/database.ts';
import type { Audience } from '../input.ts';
import { findMyGoal } from '../store/goals.ts';
import { deleteShare, insertShare } from '../store/shares.ts';

/** Whom a goal can be shared with: those who sit in a circle with its person, and open circles of theirs. */
export interface Audiences {
  partners: { id: string; name: string }[];
  circles: { id: string; name: string }[];
}

export async function audiencesOf(tx: Tx, actor: Actor): Promise<Audiences> {
  const circles = (await circlesOf(tx, actor)).filter(({ closed, members }) => !closed && members.length > 1);
  const others = circles.flatMap(({ members }) => members.filter(({ id }) => id !== actor.personId));
  const partners = new Map(others.map(({ id, name }) => [id, { id, name }]));
  return {
    partners: [...partners.values()].sort(alphabetically(getLocale(), ({ name }) => name)),
    circles: circles.map(({ id, name }) => ({ id, name })),
  };
}

/** Lets one partner or one circle read my goal, in place of an earlier share. */
export async function shareGoal(
  tx: Tx,
  actor: Actor,
  audience: Audience,
): Promise<{ ok: true } | { ok: false; reason: 'no-goal' | 'not-with-you' }> {
  const goal = await findMyGoal(tx, actor, { hold: true });
  if (!goal) return { ok: false, reason: 'no-goal' };
  const { partners, circles } = await audiencesOf(tx, actor);
  const among = audience.kind === 'partner' ? partners : circles;
  if (!among.some(({ id }) => id === audience.id)) return { ok: false, reason: 'not-with-you' };
  await insertShare(tx, actor, goal.id, audience);
  await tellMyBoards(tx, actor);
  return { ok: true };
}

/** From the end of this transaction on, nobody else reads it. */
export async function withdrawGoal(tx: Tx, actor: Actor): Promise<void> {
  const goal = await findMyGoal(tx, actor);
  if (!goal) return;
  await deleteShare(tx, actor, goal.id);
  await tellMyBoards(tx, actor);
}

/** A shared goal stands on the boards of its person's circles: pages that show one look again. */
async function tellMyBoards(tx: Tx, actor: Actor): Promise<void> {
  const { organisationId } = actor;
  for (const { id } of await circlesOf(tx, actor))
    await tellCircle(tx, { organisationId, circleId: id }, 'board');
}
