import { localDay } from '../circles/local-day.ts';
import { endOfDay } from '../time/end-of-day.ts';
import { instantAt } from '../time/wall-clock.ts';
import type { NudgeKind } from './kind.ts';

/** Something that somebody could be nudged about. Times are milliseconds since 1970. */
export interface Wanted {
  kind: NudgeKind;
  /** With its kind, what is said once and never again. */
  key: string;
  /** The card, session or proposal that it is about; a skill's slug for practice. */
  about: string;
  /** Not before this. */
  from: number;
  /** Later it would be of no use. */
  until: number;
  /** It goes as late as own hours allow before this instant; without it, as soon as they allow. */
  by?: number;
  /** When the meeting or session is. */
  at?: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A card that has no outcome yet. */
export interface OpenCard {
  id: string;
  createdAt: number;
  /** YYYY-MM-DD. */
  dueOn?: string;
  /** How often its owner took it along. */
  carriedOver: number;
  /** When the meeting is in which it is due. */
  moment?: number;
}

/** Before the meeting, after it, and once when a card has been silent for long. `zone`: of its owner. */
export function wantedForCard(card: OpenCard, zone: string): Wanted[] {
  const about = card.id;
  const quietFrom = Math.max(
    card.createdAt + 14 * day * (card.carriedOver + 1),
    card.dueOn ? endOfDay(card.dueOn, zone).getTime() + 2 * day : 0,
    card.moment === undefined ? 0 : card.moment + 10 * day,
  );
  const quiet: Wanted = {
    kind: 'quiet-card',
    key: about,
    about,
    from: quietFrom,
    until: quietFrom + 21 * day,
  };
  if (card.moment === undefined) return [quiet];
  const at = card.moment;
  // A meeting that is moved is another moment.
  const key = `${card.id}:${at / 1000}`;
  return [
    { kind: 'before-moment', key, about, at, from: at - 3 * day, by: at - hour, until: at - 5 * minute },
    // How long it lasts is not known; an hour is usual.
    { kind: 'after-moment', key, about, at, from: at + hour, until: at + 4 * day },
    quiet,
  ];
}

/** On the day before a planned session, or on the last day with own hours before that. */
export function wantedForSession(session: { id: string; startsAt: number }, zone: string): Wanted {
  const today = localDay(new Date(session.startsAt), zone);
  const by = instantAt(`${today}T00:00`, zone) ?? session.startsAt - 12 * hour;
  return {
    kind: 'session-tomorrow',
    key: `${session.id}:${session.startsAt / 1000}`,
    about: session.id,
    at: session.startsAt,
    from: by - 3 * day,
    by,
    until: by,
  };
}

/** When an exercise of a ladder is worth trying again. */
export function wantedForPractice({ skill, dueAt }: { skill: string; dueAt: number }): Wanted {
  return {
    kind: 'practice-due',
    key: `${skill}:${Math.floor(dueAt / 1000)}`,
    about: skill,
    from: dueAt,
    until: dueAt + 7 * day,
  };
}

/** Something that waits for an answer, as another part of the program proposed it. */
export function wantedForProposal(proposal: {
  id: string;
  kind: 'request-waiting';
  key: string;
  notBefore: number;
}): Wanted {
  const { id: about, kind, key, notBefore: from } = proposal;
  return { kind, key, about, from, until: from + 14 * day };
}
