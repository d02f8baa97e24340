import { namesText } from '#core/circles/names-text.ts';
import { proposeTemplate } from '#features/agreements/use-cases/propose-template.ts';
import { findCircleMember } from '#features/circles/access.ts';
import { getLocale } from '#messages/runtime.js';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { callNames } from '#ui/seat-text.ts';
import type { RoundReader } from '../access.ts';
import { answerPlace, findOwnPlace, insertContent } from '../store/circles.ts';
import { markRoundSeen } from '../store/notices.ts';
import { readRound } from '../store/round.ts';
import { askToRepair } from './ask-to-repair.ts';
import { askToMail } from './mail-notices.ts';

/** Minutes between the first no and the new drawing: several make one, and the hour tells nothing. */
export const repairAfter = 10;

export type AnsweredPlace =
  | { ok: true; answer: 'accepted' | 'declined' }
  /** It was the last yes: the circle is founded, and its agreement waits. */
  | { ok: true; answer: 'founded'; circleId: string }
  | { ok: false; reason: 'gone' | 'answered' };

/** Says yes or no to the circle that was drawn for somebody. A no reaches nobody but the job that draws anew. */
export async function answerOwnPlace(
  tx: Tx,
  reader: RoundReader,
  { place, accept }: { place: string; accept: boolean },
): Promise<AnsweredPlace> {
  const own = await findOwnPlace(tx, reader, await readRound(tx, reader));
  if (own?.id !== place) return { ok: false, reason: 'gone' };
  const circleId = newId();
  const name = namesText(callNames(own.members.map((member) => member.name)), getLocale()).slice(0, 80);
  const answer = await answerPlace(tx, { place, accept, circleId, name });
  const { organisationId, personId, roundId } = reader;
  if (answer === 'gone' || answer === 'answered') return { ok: false, reason: answer };
  await markRoundSeen(tx, reader);
  if (answer === 'declined') await askToRepair(tx, { organisationId, roundId }, repairAfter);
  if (answer !== 'founded') return { ok: true, answer };
  await insertContent(tx, { organisationId, personId, circleId });
  const member = await findCircleMember(tx, reader, circleId);
  if (member === undefined) throw new Error('a member of a founded circle has no seat in it');
  await proposeTemplate(tx, member);
  await askToMail(tx, { organisationId, about: circleId });
  return { ok: true, answer, circleId };
}
