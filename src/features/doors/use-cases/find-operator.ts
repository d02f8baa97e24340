import type { App } from '#server/app.ts';
import { hashToken } from '#server/tokens.ts';
import type { Operator } from '../access.ts';
import { isOperatorVisit } from '../store/door.ts';

/** Whether this cookie is an operator's visit that has not run out. */
export async function findOperator(
  { database }: Pick<App, 'database'>,
  token: string | undefined,
): Promise<Operator | undefined> {
  if (!token || !/^[\w-]{43}$/.test(token)) return undefined;
  const visitHash = hashToken(token);
  const proved = await database.asNobody((tx) => isOperatorVisit(tx, visitHash));
  return proved ? { visitHash } : undefined;
}
