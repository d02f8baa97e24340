import type { App } from '#server/app.ts';
import { hashToken } from '#server/tokens.ts';
import { deleteSignIn } from '../store/sign-in.ts';

/** Ends the sign-in that this cookie holds; a stranger's or an old token ends nothing. */
export async function signOut({ database }: Pick<App, 'database'>, token: string | undefined): Promise<void> {
  if (token) await database.asNobody((tx) => deleteSignIn(tx, hashToken(token)));
}
