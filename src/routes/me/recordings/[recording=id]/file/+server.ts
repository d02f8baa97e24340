import { error } from '@sveltejs/kit';
import { answerWithRecording } from '#features/exchange/use-cases/answer-with-recording.ts';
import { readOwnRecording } from '#features/exchange/use-cases/list-own-recordings.ts';
import { playOwnRecording } from '#features/exchange/use-cases/play-recording.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';

/** The bytes of one's own recording, also after one has left its circle. */
export async function GET(event) {
  const person = signedIn(event);
  const { recording: id } = event.params;
  const recording = await rondo().database.asPerson(person, (tx) => readOwnRecording(tx, person, id));
  if (!recording) error(404);
  return answerWithRecording(event.request, recording, (range) =>
    playOwnRecording(rondo(), person, { id, range }),
  );
}
