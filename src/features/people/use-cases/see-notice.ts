import type { App } from '#server/app.ts';
import type { SignedIn } from '../access.ts';
import { markNoticeSeen } from '../store/notice.ts';

/** The person has read a notice; it is not shown again. */
export async function seeNotice(
  { database }: Pick<App, 'database'>,
  actor: SignedIn,
  id: string,
): Promise<void> {
  await database.asPerson(actor, (tx) => markNoticeSeen(tx, actor, id));
}
