import type { Tx } from '#server/database.ts';
import { hashToken } from '#server/tokens.ts';
import { peekStop, stopByToken } from '../store/links.ts';

/** Whether the mails of whom this link went to are stopped already; undefined where nobody ever made it. */
export async function lookAtStop(tx: Tx, token: string): Promise<{ stopped: boolean } | undefined> {
  const stopped = await peekStop(tx, hashToken(token));
  return stopped === undefined ? undefined : { stopped };
}

/** No more nudges by mail; false where nobody ever made the link. Twice is as good as once. */
export async function stopMails(tx: Tx, token: string): Promise<boolean> {
  return stopByToken(tx, hashToken(token));
}
