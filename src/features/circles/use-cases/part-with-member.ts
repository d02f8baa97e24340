import { type CircleMember, lockCircle } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import { listMembers } from '../store/members.ts';
import {
  completeParting,
  insertParting,
  insertPartingAgreement,
  type Parting,
  readOpenParting,
  withdrawParting,
} from '../store/partings.ts';

export type { Parting };
export type PartingRefusal =
  | 'circle-closed'
  | 'parting-open'
  | 'not-a-member'
  | 'pair'
  | 'parting-gone'
  | 'not-yours-to-end';

type Answer<T = object> = ({ ok: true } & T) | { ok: false; reason: PartingRefusal };

/** Opens the question whether to part with somebody. Whoever proposes has agreed; everyone else is asked. */
export async function proposeParting(tx: Tx, member: CircleMember, personId: string): Promise<Answer> {
  if ((await lockCircle(tx, member)).closed) return { ok: false, reason: 'circle-closed' };
  if (await readOpenParting(tx, member)) return { ok: false, reason: 'parting-open' };
  const others = (await listMembers(tx, member)).filter((each) => each.id !== member.personId);
  if (!others.some((each) => each.id === personId)) return { ok: false, reason: 'not-a-member' };
  // Nobody but the two would be asked, so one of them would end the other's stay by waiting.
  if (others.length === 1) return { ok: false, reason: 'pair' };
  const partingId = await insertParting(tx, member, personId);
  const payload = { organisationId: member.organisationId, partingId };
  await enqueueJob(tx, { task: 'tell-of-parting', payload, key: `parting:${partingId}` });
  return { ok: true };
}

/**
 * Agrees for oneself. With the last agreement the person's stay ends in the same transaction; once a week has passed
 * theirs is no longer waited for: a job makes it so, or whoever presses again before it runs. Where two are left by then,
 * both agree.
 */
export async function agreeToParting(
  tx: Tx,
  member: CircleMember,
  partingId: string,
): Promise<Answer<{ parted: boolean }>> {
  await lockCircle(tx, member);
  const parting = await readOpenParting(tx, member);
  if (parting?.id !== partingId) return { ok: false, reason: 'parting-gone' };
  await insertPartingAgreement(tx, member, partingId);
  return { ok: true, parted: await completeParting(tx, member, partingId) };
}

/** It takes everyone, so anyone but the person it is about ends it, and nobody is told who. */
export async function endParting(tx: Tx, member: CircleMember, partingId: string): Promise<Answer> {
  await lockCircle(tx, member);
  const parting = await readOpenParting(tx, member);
  if (parting?.id !== partingId) return { ok: false, reason: 'parting-gone' };
  if (parting.person === member.personId) return { ok: false, reason: 'not-yours-to-end' };
  await withdrawParting(tx, member, partingId);
  return { ok: true };
}
