import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { queueMail } from '#server/mail.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { questionMail } from '../mail.ts';
import { deleteQuestion, insertQuestion, withdrawQuestion } from '../store/question.ts';

/** How long a link can be answered. */
export const questionDays = 14;

/**
 * Asks somebody one question. With an address and a mail server the link goes there and is shown to nobody; else it comes
 * back, to be handed over by other means. The address is kept nowhere but in the mail.
 *
 * @param way.linkTo makes the whole link of a token
 */
export async function askStakeholder(
  tx: Tx,
  actor: SignedIn,
  asked: { skill: string; toName: string; email: string | null; question: string },
  way: { mail: boolean; now: Date; linkTo: (token: string) => string },
): Promise<{ link?: string }> {
  const token = newToken();
  const link = way.linkTo(token);
  const { skill, toName, email, question } = asked;
  const expiresAt = new Date(way.now.getTime() + questionDays * 86_400_000);
  const mail =
    way.mail && email !== null
      ? await queueMail(tx, {
          organisationId: actor.organisationId,
          kind: 'question',
          to: email,
          writtenBy: actor.personId,
          ...questionMail({ asker: actor.name, name: toName, question, link, days: questionDays }),
        })
      : undefined;
  await insertQuestion(tx, actor, {
    id: newId(),
    skill,
    toName,
    question,
    hash: hashToken(token),
    expiresAt,
    mail,
  });
  return mail ? {} : { link };
}

/** The link stops working; whoever opens it is told so kindly. A mail that still waits to bring it is not sent. */
export async function takeBackQuestion(tx: Tx, actor: SignedIn, id: string): Promise<void> {
  await withdrawQuestion(tx, actor, id);
}

/** The question goes, and with it the answer, or the mail that waits. */
export async function removeQuestion(tx: Tx, actor: SignedIn, id: string): Promise<void> {
  await deleteQuestion(tx, actor, id);
}
