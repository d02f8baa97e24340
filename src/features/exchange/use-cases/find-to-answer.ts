import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { findRecording, type Recording } from '../store/recordings.ts';
import { readThread } from './read-exchange.ts';

/** What a new recording is to answer: who asked, and to whom the answer goes. */
export interface ToAnswer {
  id: string;
  title: string;
  owner: string;
  to: string;
}

/** Undefined where it is not there any more: its day has come, or it was taken back. */
export async function findToAnswer(tx: Tx, member: CircleMember, id: string): Promise<ToAnswer | undefined> {
  const asked = await findRecording(tx, member, id);
  if (!asked) return undefined;
  const { first } = await readThread(tx, member, asked);
  if (first.audience === 'me') return undefined;
  return { id: first.id, title: first.title, owner: first.owner, to: answerTo(first, member.personId) };
}

/** Whom an answer goes to: everybody who had the question, or the other one of two. */
export function answerTo({ audience, owner, partner }: Recording, me: string): string {
  if (audience === 'circle') return 'circle';
  return owner === me ? (partner ?? owner) : owner;
}
