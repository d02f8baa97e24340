import type { CircleMember } from '#features/circles/access.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { deleteRecording, findOwnRecording, findRecording } from '../store/recordings.ts';
import { removeLeftFiles } from './delete-expired-recordings.ts';
import { forgetRecording } from './remind-of-recording.ts';

/** Takes one's own recording away from everybody, row and files. What others answered stays theirs. */
export async function removeRecording(app: App, member: CircleMember, id: string): Promise<void> {
  const recording = await app.database.asPerson(member, async (tx) => {
    const found = await findRecording(tx, member, id);
    if (found?.owner !== member.personId) return undefined;
    await deleteRecording(tx, member, id);
    await forgetRecording(tx, member, id);
    return found;
  });
  if (recording) await removeLeftFiles(app, recording);
}

/** The same from one's own page, also in a circle that one has left: then nobody there waits for it any more. */
export async function removeOwnRecording(app: App, actor: Actor, id: string): Promise<boolean> {
  const recording = await app.database.asPerson(actor, async (tx) => {
    const found = await findOwnRecording(tx, actor, id);
    if (found) await deleteRecording(tx, actor, id);
    return found;
  });
  if (recording) await removeLeftFiles(app, recording);
  return recording !== undefined;
}
