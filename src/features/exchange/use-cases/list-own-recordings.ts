import type { Actor, Tx } from '#server/database.ts';
import { findOwnRecording, listOwnRecordings, type Recording } from '../store/recordings.ts';

/** All that somebody recorded or wrote for others, in circles of theirs and in those that they have left. */
export async function readOwnRecordings(tx: Tx, actor: Actor): Promise<Recording[]> {
  return listOwnRecordings(tx, actor);
}

export async function readOwnRecording(tx: Tx, actor: Actor, id: string): Promise<Recording | undefined> {
  return findOwnRecording(tx, actor, id);
}
