import { randomBytes } from 'node:crypto';
import { personalCodeBytes, printPersonalCode } from '#core/people/personal-code.ts';
import type { Actor, Tx } from '#server/database.ts';
import { hashToken } from '#server/tokens.ts';
import { isInDemonstration, replacePersonalCode } from '../store/sign-in.ts';

/**
 * Makes the code with which a person comes back where no mail is set up, and voids the one before. It is shown once:
 * only its hash is kept. Runs in the person's own transaction (`database.asPerson`).
 */
export async function makePersonalCode(tx: Tx, actor: Actor): Promise<string> {
  const code = printPersonalCode(randomBytes(personalCodeBytes));
  await replacePersonalCode(tx, actor, hashToken(code));
  return code;
}

/** As above; undefined in a demonstration, whose people are signed in for a day at a time and where no code opens anything. */
export async function offerPersonalCode(tx: Tx, actor: Actor): Promise<string | undefined> {
  return (await isInDemonstration(tx, actor)) ? undefined : makePersonalCode(tx, actor);
}
