import type { App } from '#server/app.ts';
import { hashToken } from '#server/tokens.ts';
import { peekSignInLink, type SignInLinkFace, spendSignInLink } from '../store/sign-in.ts';
import { type StartedSignIn, startSignIn } from './start-sign-in.ts';

/** Whom a link is for, without using it: mail scanners look at every link, some of them twice. */
export async function lookAtSignInLink(
  { database }: Pick<App, 'database'>,
  token: string,
): Promise<SignInLinkFace | undefined> {
  return database.asNobody((tx) => peekSignInLink(tx, hashToken(token)));
}

export type UsedLink = { ok: true; signIn: StartedSignIn } | { ok: false; reason: 'spent' };

/** Uses a link up and signs this browser in. Of two who press at once, one comes in. */
export async function useSignInLink(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  { token, device }: { token: string; device: string },
): Promise<UsedLink> {
  return database.asNobody(async (tx) => {
    const holder = await spendSignInLink(tx, hashToken(token));
    if (!holder) return { ok: false, reason: 'spent' };
    const signIn = await startSignIn(tx, {
      organisationId: holder.organisation_id,
      personId: holder.person_id,
      device,
      now: clock.now(),
    });
    return { ok: true, signIn };
  });
}
