import { randomUUID } from 'node:crypto';
import type { Act } from '#core/session/command.ts';
import type { WordsBody } from '#core/session/words.ts';
import { look, type Origin, send } from '../../tests/faults/members.ts';
import type { ArrangedRoom } from '../../tests/support/rooms.ts';

/** What members write where a step allows it, so that a past session has as many words as a real one. */
const said: WordsBody[] = [
  { kind: 'check-in', attempted: 'I asked before I answered.', harder: 'The silence after the question.' },
  { kind: 'objective', text: 'Ask one more question before advising.', seenBy: 'A pause before I speak.' },
  { kind: 'observation', quote: 'What have you tried so far?', offset: 12 },
  { kind: 'phrase', text: 'What would make this week lighter?' },
  { kind: 'emotion', from: 'tense', to: 'curious' },
  { kind: 'reflection', insight: 'Less is more.', habit: 'Count to three.', obstacle: 'Hurry.' },
];
const aboutAnother: WordsBody[] = [
  { kind: 'suggestion', text: 'Try leaving the question alone for a breath.' },
  { kind: 'rating', value: 4 },
  { kind: 'thanks', text: 'Thank you for staying with me.' },
];

/** A whole session, written in at every step by everyone who may, until it has closed. */
export async function playSession(origin: Origin, room: ArrangedRoom): Promise<void> {
  const [first = ''] = room.tokens;
  for (const token of room.tokens) await send(origin, room, token, { type: 'join' });
  await send(origin, room, first, { type: 'start' });
  for (let guard = 0; guard < 60; guard++) {
    const view = await look(origin, room, first);
    if (!view.now) return;
    const from = view.now.at;
    await writeInStep(origin, room);
    await send(origin, room, first, { type: 'move-on', from });
    if (view.now.kind === 'drill') {
      for (const token of room.tokens) await send(origin, room, token, { type: 'ready', from });
    }
  }
  throw new Error('a session did not come to its end');
}

/** Each member writes once of every kind that the step lets them write now. */
async function writeInStep(origin: Origin, room: ArrangedRoom): Promise<void> {
  for (const token of room.tokens) {
    const { canWrite, can, me, seats } = await look(origin, room, token);
    const other = seats.find(({ id }) => id !== me.id)?.id ?? '';
    const bodies = [...said, ...aboutAnother].filter(({ kind }) => canWrite.includes(kind));
    for (const body of bodies) {
      const subject = aboutAnother.includes(body) && body.kind !== 'suggestion' ? { subject: other } : {};
      await send(origin, room, token, { type: 'write', wordsId: randomUUID(), body, ...subject } as Act);
    }
    if (can.includes('commit')) {
      const card = {
        experiment: 'In Tuesday’s review I ask one question before I say what I think.',
        behaviour: 'Asking',
        context: 'Tuesday’s review',
        criterion: 'Somebody answers at length.',
        dueOn: '',
      };
      await send(origin, room, token, { type: 'commit', commitmentId: randomUUID(), card });
    }
  }
}
