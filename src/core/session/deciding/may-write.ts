import type { PersonId } from '../event.ts';
import type { Refusal } from '../refusal.ts';
import { focusNow, observedStep, passOf, practises, rolesNow } from '../roles-now.ts';
import type { Words, WordsKind } from '../words.ts';
import { guestWrites, isKnownGuest } from './guests.ts';
import { stepNow, unlessIn } from './in-step.ts';
import type { Live, Situation } from './situation.ts';
import { writeRules } from './write-rules.ts';

/** Whether somebody may add words of a kind now, whatever they say. The view's `canWrite` and the act ask the same. */
export function mayWrite(kind: WordsKind, situation: Situation<Live>): Refusal | undefined {
  const { room, by, context } = situation;
  if (isKnownGuest(context, by) && !guestWrites.includes(kind)) return { refusal: 'guest-observes' };
  const rule = writeRules[kind];
  const elsewhere = rule.steps === 'any' ? undefined : unlessIn(room, rule.steps);
  if (elsewhere) return elsewhere;
  return whoMay(kind, situation) ?? aboutFocus(kind, situation) ?? enough(kind, situation, { author: by });
}

/** Planned step and pass that new words of a kind belong to: evidence written in the debrief belongs to the drill. */
export function placeOf(kind: WordsKind, room: Live): { step: number; pass: number } {
  const evidence = kind === 'observation' || kind === 'phrase' || kind === 'emotion';
  const inDebrief = room.plan[room.at]?.kind === 'debrief';
  const step = (evidence && inDebrief ? observedStep(room) : undefined) ?? room.at;
  return { step, pass: passOf(room, step) };
}

/** Whom words of a `focus` kind are about: the one who practises, in the debrief the one who did. */
export function watchedBy(kind: WordsKind, room: Live): PersonId | undefined {
  if (kind === 'suggestion') return focusNow(room);
  const { step } = placeOf(kind, room);
  if (step === room.at) return practises(room);
  return focusNow({ ...room, at: step });
}

/** As many as the rule, or for suggestions the step, allows; one rating for each person. */
export function enough(
  kind: WordsKind,
  situation: Situation<Live>,
  { author, subject }: { author: PersonId; subject?: PersonId },
): Refusal | undefined {
  const { room, words } = situation;
  const { step, pass } = placeOf(kind, room);
  // Evidence is counted anew in every pass; an answer given once is rewritten, not given again.
  const eachPass = kind === 'observation' || kind === 'anchor' || kind === 'phrase' || kind === 'emotion';
  const mine = words.filter(
    (row) =>
      row.author === author &&
      row.body.kind === kind &&
      row.step === step &&
      (!eachPass || row.pass === pass) &&
      (kind !== 'rating' || subject === undefined || row.subject === subject),
  );
  const most = mostOf(kind, situation, subject);
  if (mine.length < most) return undefined;
  const [only] = mine;
  return most === 1 && only
    ? { refusal: 'already-written', wordsId: only.id }
    : { refusal: 'enough-already', most };
}

function mostOf(kind: WordsKind, situation: Situation<Live>, subject: PersonId | undefined): number {
  if (kind === 'suggestion') return stepNow(situation)?.suggestions ?? 1;
  // Before a subject is named: one for each of the others.
  if (kind === 'rating' && subject === undefined) return Math.max(1, situation.room.seats.length - 1);
  return writeRules[kind].most;
}

function whoMay(kind: WordsKind, situation: Situation<Live>): Refusal | undefined {
  const { room, by } = situation;
  const rule = writeRules[kind];
  if (kind === 'anchor' && !room.anchorsAsked) return { refusal: 'not-asked' };
  if (rule.by === 'focus owner') {
    const focus = focusNow(room);
    const here = focus !== undefined && room.present.includes(focus);
    return here && focus !== by ? { refusal: 'focus-owner-only', focus } : undefined;
  }
  if (rule.by === 'note-catcher') {
    const roles = rolesNow(room);
    const noteCatcher = room.present.find((person) => roles[person]?.includes('note-catcher'));
    if (noteCatcher !== undefined && noteCatcher !== by) return { refusal: 'note-catcher-only', noteCatcher };
  }
  return undefined;
}

function aboutFocus(kind: WordsKind, { room, by }: Situation<Live>): Refusal | undefined {
  if (writeRules[kind].about !== 'focus') return undefined;
  const focus = watchedBy(kind, room);
  if (focus === by) return { refusal: 'focus-owner-practises' };
  return focus === undefined && kind === 'suggestion' ? { refusal: 'no-focus-owner' } : undefined;
}

/** The row, where the actor may read it. */
export function rowOf(words: Words[], id: string): Words | undefined {
  return words.find((row) => row.id === id);
}
