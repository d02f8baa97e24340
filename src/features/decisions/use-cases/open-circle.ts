import type { CircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import type { Actor, Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import { type AskOutcome, askCircle, listOpenCircles, type OpenCircle } from '../store/open-circles.ts';
import { propose } from './decide-together.ts';

export type { OpenCircle };

/**
 * Proposes to be open to colleagues who ask. What they will read is fixed here, so that everyone agrees to the same words: who
 * changes the purpose later shows nothing new to anybody outside.
 */
export async function proposeOpening(
  tx: Tx,
  member: CircleMember,
  { rhythm, languages }: { rhythm: string; languages: string[] },
): ReturnType<typeof propose> {
  const { purpose, focusSkill } = await findCircle(tx, member);
  return propose(tx, member, { kind: 'open', purpose, focusSkill, rhythm, languages });
}

/** Circles of the organisation that one may ask to join. */
export async function openCircles(tx: Tx, actor: Actor): Promise<OpenCircle[]> {
  return listOpenCircles(tx, actor);
}

/** Asks with a sentence; a member confirms, or nobody is told who did not. */
export async function askToJoinOpen(
  tx: Tx,
  actor: Actor,
  asked: { circle: string; sentence: string },
): Promise<{ ok: true } | { ok: false; reason: Exclude<AskOutcome, 'asked'> }> {
  const outcome = await askCircle(tx, actor, asked);
  if (outcome !== 'asked') return { ok: false, reason: outcome };
  await askMembers(tx, { organisationId: actor.organisationId, circleId: asked.circle });
  return { ok: true };
}

/** Several who ask within some minutes make one mail. */
async function askMembers(tx: Tx, payload: { organisationId: string; circleId: string }): Promise<void> {
  await enqueueJob(tx, {
    task: 'tell-of-request',
    payload,
    key: `tell-of-request:${payload.circleId}`,
    inMinutes: 10,
  });
}
