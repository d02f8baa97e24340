import type { PersonId } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import { stepElapsed } from '../time-left.ts';
import { sealedKinds, type Words, type WordsBody, type WordsKind } from '../words.ts';
import { bodyProblem } from './check-body.ts';
import { stepNow } from './in-step.ts';
import { enough, mayWrite, placeOf, rowOf, watchedBy } from './may-write.ts';
import { type ActOf, decided, type Live, type Rule, type Situation } from './situation.ts';
import { writeRules } from './write-rules.ts';

/** Adds words. What is sealed, and a draft of feedback, makes no event: nobody may notice that somebody writes. */
export const write: Rule<'write', Live> = {
  worksInPause: true,
  decide(act, situation) {
    const { body, wordsId } = act;
    const refused = mayWrite(body.kind, situation);
    if (refused) return refused;
    const subject = subjectOf(act, situation);
    if (typeof subject === 'object') return subject;
    const wrong =
      bodyProblem(body, stepOf(body.kind, situation)) ??
      enough(body.kind, situation, { author: situation.by, subject }) ??
      (rowOf(situation.words, wordsId) ? { refusal: 'id-taken' as const } : undefined) ??
      anchoredAlready(body, situation);
    if (wrong) return wrong;
    const words = wordsOf({ id: wordsId, body, subject }, situation);
    const change = { type: 'put' as const, words };
    if (words.releasedAt === undefined) return decided(situation, [], { words: [change] });
    const about = subject === undefined ? {} : { about: subject };
    return decided(situation, [{ type: 'words-added', wordsId, kind: body.kind, ...about }], {
      words: [change],
    });
  },
};

/** Whether words of a kind wait, written now, for the end of the round or for being given. */
export function isSealed(kind: WordsKind, room: Live): boolean {
  if (kind === 'feedback') return true;
  const step = room.plan[room.at]?.kind;
  return (step === 'drill' || step === 'demonstrate') && sealedKinds.some((sealed) => sealed === kind);
}

function wordsOf(
  { id, body, subject }: { id: string; body: WordsBody; subject?: PersonId },
  { room, by, via, now }: Situation<Live>,
): Words {
  return {
    id,
    ...placeOf(body.kind, room),
    author: by,
    ...(via === undefined ? {} : { via }),
    ...(subject === undefined ? {} : { subject }),
    audience: writeRules[body.kind].audience,
    ...(isSealed(body.kind, room) ? {} : { releasedAt: now }),
    createdAt: now,
    body: settled(body, { room, now }),
  };
}

/** What the client may not say for itself: that something was given or picked, or a moment that has not come yet. */
function settled(body: WordsBody, { room, now }: Pick<Situation<Live>, 'room' | 'now'>): WordsBody {
  if (body.kind === 'suggestion') return { kind: 'suggestion', text: body.text };
  if (body.kind === 'feedback') return { ...body, given: false };
  if (body.kind !== 'observation') return body;
  const inDrill = room.plan[room.at]?.kind !== 'debrief';
  const offset = Math.floor(inDrill ? Math.min(body.offset, stepElapsed(room, now)) : body.offset);
  return { ...body, offset };
}

function subjectOf(act: ActOf<'write'>, situation: Situation<Live>): PersonId | undefined | Refusal {
  const { room, by, context } = situation;
  const { about } = writeRules[act.body.kind];
  if (about === 'nobody') return undefined;
  if (about === 'focus' || about === 'focus too') return watchedBy(act.body.kind, room);
  const named = context.members.find(({ id }) => id === act.subject);
  const known = named !== undefined && room.seats.includes(named.id) && !beyond(act.body.kind, named);
  if (act.subject === undefined) return about === 'another' ? { refusal: 'about-another' } : undefined;
  if (!known) return { refusal: 'unknown-person' };
  return act.subject === by && about !== 'anybody' ? { refusal: 'about-another' } : act.subject;
}

/** A guest has no card and was not listened to, so nobody types one for them or rates how they felt. */
function beyond(kind: WordsKind, { guest }: { guest?: boolean }): boolean {
  return guest === true && (kind === 'card' || kind === 'rating');
}

/** The playbook's step that the words belong to: in the debrief, the drill's. */
function stepOf(kind: WordsKind, situation: Situation<Live>) {
  const { room } = situation;
  return stepNow({ ...situation, room: { ...room, at: placeOf(kind, room).step } });
}

function anchoredAlready(body: WordsBody, { room, by, words }: Situation<Live>): Refusal | undefined {
  if (body.kind !== 'anchor') return undefined;
  const place = placeOf('anchor', room);
  const same = words.find(
    (row) =>
      row.author === by &&
      row.step === place.step &&
      row.pass === place.pass &&
      row.body.kind === 'anchor' &&
      row.body.behaviour === body.behaviour,
  );
  return same && { refusal: 'already-written', wordsId: same.id };
}
