import { error } from '@sveltejs/kit';
import { asCircleMember, type CircleMember } from '#features/circles/access.ts';
import type { SignedIn } from '#features/people/access.ts';
import type { Tx } from '#server/database.ts';
import { findRecording, type Recording } from './store/recordings.ts';

/** The gate of every page of one recording: who may not hear it meets "not found", whether it exists or not. */
export async function asListener<T>(
  event: Parameters<typeof asCircleMember>[0] & { params: { recording: string } },
  work: (tx: Tx, member: CircleMember, recording: Recording, person: SignedIn) => Promise<T>,
): Promise<T> {
  return asCircleMember(event, async (tx, member, person) => {
    const recording = await findRecording(tx, member, event.params.recording);
    if (!recording) error(404);
    return work(tx, member, recording, person);
  });
}
