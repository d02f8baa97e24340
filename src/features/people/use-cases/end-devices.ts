import type { App } from '#server/app.ts';
import type { SignedIn } from '../access.ts';
import { deleteOtherSignIns, deleteSignInOf } from '../store/device.ts';

/** Signs one of the person's own browsers out; another person's is left alone, whatever id is sent. */
export async function endDevice(
  { database }: Pick<App, 'database'>,
  actor: SignedIn,
  id: string,
): Promise<void> {
  await database.asPerson(actor, (tx) => deleteSignInOf(tx, actor, id));
}

/** Signs the person out everywhere but here. */
export async function endOtherDevices({ database }: Pick<App, 'database'>, actor: SignedIn): Promise<void> {
  await database.asPerson(actor, (tx) => deleteOtherSignIns(tx, actor, actor.signInId));
}
