import { asListener } from '#features/exchange/access.ts';
import { answerWithRecording } from '#features/exchange/use-cases/answer-with-recording.ts';
import { playRecording } from '#features/exchange/use-cases/play-recording.ts';
import { rondo } from '#server/app.ts';

/** A recording's bytes, whole or a part of them, for whoever may hear it. */
export async function GET(event) {
  const { member, recording } = await asListener(event, async (_tx, proven, found) => ({
    member: proven,
    recording: found,
  }));
  return answerWithRecording(event.request, recording, (range) =>
    playRecording(rondo(), member, { id: recording.id, range }),
  );
}
