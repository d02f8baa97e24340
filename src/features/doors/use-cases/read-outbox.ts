import type { App } from '#server/app.ts';
import type { Operator } from '../access.ts';
import { listOutbox } from '../store/door.ts';

/** A mail that has not left this machine. */
export interface WaitingMail {
  id: string;
  to: string;
  subject: string;
  /** Undefined: words of a person, which are between them and their reader. */
  text: string | undefined;
  written: Date;
  /** The mail server's code, when it did not take it. */
  problem: string | undefined;
}

/** Mails that wait, the newest first, for the holder of an operator's visit; the database asks for it again. */
export async function readOutbox(
  { database }: Pick<App, 'database'>,
  { visitHash }: Operator,
): Promise<WaitingMail[]> {
  const mails = await database.asNobody((tx) => listOutbox(tx, visitHash));
  return mails
    .filter((mail) => mail.sent_at === null)
    .map((mail) => ({
      id: mail.id,
      to: mail.to_address,
      subject: mail.subject,
      text: mail.text_body ?? undefined,
      written: mail.created_at,
      problem: mail.last_error ?? undefined,
    }));
}
