import type { App } from '#server/app.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { exchangeOperatorLink, isOperatorLink } from '../store/door.ts';

const day = 24 * 60 * 60_000;

/** Whether the link can still be exchanged; looking at it changes nothing. */
export async function lookAtOperatorLink(
  { database }: Pick<App, 'database'>,
  token: string,
): Promise<boolean> {
  return database.asNobody((tx) => isOperatorLink(tx, hashToken(token)));
}

export type OperatorVisit = { ok: true; token: string; expiresAt: Date } | { ok: false; reason: 'spent' };

/** Exchanges the link from the terminal for an operator's visit of 24 hours; works once. */
export async function useOperatorLink(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  linkToken: string,
): Promise<OperatorVisit> {
  const token = newToken();
  const expiresAt = new Date(clock.now().getTime() + day);
  const exchanged = await database.asNobody((tx) =>
    exchangeOperatorLink(tx, { linkHash: hashToken(linkToken), visitHash: hashToken(token), expiresAt }),
  );
  return exchanged ? { ok: true, token, expiresAt } : { ok: false, reason: 'spent' };
}
