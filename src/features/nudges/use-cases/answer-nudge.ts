import { findCircleMember } from '#features/circles/access.ts';
import { carryOver } from '#features/commitments/use-cases/carry-over.ts';
import { giveOutcome } from '#features/commitments/use-cases/give-outcome.ts';
import { myOpenCards } from '#features/commitments/use-cases/read-board.ts';
import type { App } from '#server/app.ts';
import { hashToken } from '#server/tokens.ts';
import type { Saying } from '../input.ts';
import { peekAnswerLink, useAnswerLink } from '../store/links.ts';

/** What a link in a mail shows: the card as the mail told it. `spent`: it answered, or its card is settled. */
export type AnswerPage =
  | { state: 'open'; words: string; context: string; board: string }
  | { state: 'spent' | 'expired' };

type Parts = Pick<App, 'database'>;

/** Undefined where nobody ever made the link. Looking changes nothing: mail scanners open every link. */
export async function lookAtNudge({ database }: Parts, token: string): Promise<AnswerPage | undefined> {
  const link = await database.asNobody((tx) => peekAnswerLink(tx, hashToken(token)));
  if (!link) return undefined;
  if (link.state !== 'open') return { state: link.state === 'used' ? 'spent' : 'expired' };
  const card = await database.asPerson(link, async (tx) =>
    (await myOpenCards(tx, link)).find(({ id }) => id === link.card),
  );
  if (!card || card.outcome) return { state: 'spent' };
  const { experiment: words, context, circleId } = card;
  return { state: 'open', words, context, board: `/circles/${circleId}/board` };
}

export type Answered = { ok: true } | { ok: false; reason: 'spent' | 'note-too-long' };

/** Says what became of the card, in its owner's name, and uses the link up; both or neither. */
export async function answerNudge(
  { database }: Parts,
  { token, say, note }: { token: string; say: Saying; note: string },
): Promise<Answered> {
  const hash = hashToken(token);
  const link = await database.asNobody((tx) => peekAnswerLink(tx, hash));
  if (link?.state !== 'open') return { ok: false, reason: 'spent' };
  try {
    return await database.asPerson(link, async (tx): Promise<Answered> => {
      if (!(await useAnswerLink(tx, hash))) return { ok: false, reason: 'spent' };
      const card = (await myOpenCards(tx, link)).find(({ id }) => id === link.card);
      const member = card && (await findCircleMember(tx, link, card.circleId));
      if (!card || card.outcome || !member || member.closed) return { ok: false, reason: 'spent' };
      if (say === 'not-yet') {
        await carryOver(tx, link, card.id, card.carriedOver);
        return { ok: true };
      }
      const given = await giveOutcome(tx, member, { id: card.id, outcome: say, note });
      if (given.ok) return { ok: true };
      throw new Refused(given.reason === 'note-too-long' ? 'note-too-long' : 'spent');
    });
  } catch (problem) {
    if (problem instanceof Refused) return { ok: false, reason: problem.reason };
    throw problem;
  }
}

/** Takes the use of the link back with everything else. */
class Refused extends Error {
  readonly reason: 'spent' | 'note-too-long';

  constructor(reason: 'spent' | 'note-too-long') {
    super(reason);
    this.reason = reason;
  }
}
