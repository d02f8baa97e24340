import type { CircleMember } from '#features/circles/access.ts';
import type { App } from '#server/app.ts';
import { deleteRecording, findRecording } from '../store/recordings.ts';
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
