import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import type { ToldWords } from '../input.ts';
import { findRecording, updateWords } from '../store/recordings.ts';

/** Changes the title and the written version of one's own recording, also after it was sent. False: it is not there. */
export async function changeWords(
  tx: Tx,
  member: CircleMember,
  { id, title, words, peaks, first }: ToldWords & { id: string },
): Promise<boolean> {
  const recording = await findRecording(tx, member, id);
  if (recording?.owner !== member.personId) return false;
  // Whatever was said since is not undone by what was said before.
  if (first && recording.version > 1) return true;
  await updateWords(tx, member, { id, title, words, peaks });
  return true;
}
