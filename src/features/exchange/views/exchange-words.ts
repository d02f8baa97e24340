import { dayText } from '#core/circles/day-text.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { callNames } from '#ui/seat-text.ts';
import type { Recording } from '../store/recordings.ts';

/** A sentence for each reason for which a recording is not taken up. */
const sentences: Record<string, () => string> = {
  closed: m.exchange_reason_closed,
  'too-many': m.exchange_reason_too_many,
  'too-long': m.exchange_reason_too_long,
  'too-large': m.exchange_reason_too_large,
  full: m.exchange_reason_full,
  taken: m.exchange_reason_taken,
  gone: m.exchange_reason_gone,
  unanswerable: m.exchange_reason_unanswerable,
  'wrong-type': m.exchange_reason_wrong_type,
  'more-than-said': m.exchange_reason_more_than_said,
  'part-of-a-piece': m.exchange_reason_part_of_a_piece,
  unfinished: m.exchange_reason_unfinished,
  nobody: m.exchange_reason_nobody,
  'nothing-chosen': m.exchange_reason_nothing_chosen,
  unreadable: m.exchange_reason_unreadable,
  'signed-out': m.exchange_reason_signed_out,
  'no-microphone': m.exchange_reason_no_microphone,
  'no-screen': m.exchange_reason_no_screen,
  'cannot-record': m.exchange_reason_cannot_record,
  'nothing-recorded': m.exchange_reason_nothing_recorded,
};

/** The sentence for a reason, from the server or the browser. */
export function reasonText(reason: string): string {
  return (sentences[reason] ?? m.exchange_reason_unreadable)();
}

export function kindText(kind: Recording['kind']): string {
  return { voice: m.exchange_kind_voice, screen: m.exchange_kind_screen, words: m.exchange_kind_words }[
    kind
  ]();
}

export function daysText(count: number): string {
  return count === 1 ? m.exchange_day() : m.exchange_days({ count });
}

/** Who is looking, and among whom. */
export interface Onlooker {
  me: string;
  members: { id: string; name: string }[];
  zone: string;
  now: Date;
}

export function nameOf(id: string, { members }: Pick<Onlooker, 'members'>): string {
  const names = callNames(members.map(({ name }) => name));
  return names[members.findIndex((member) => member.id === id)] ?? m.exchange_terms_somebody();
}

/** Who sent it, and when. */
export function fromText({ owner, sentAt, createdAt }: Recording, looking: Onlooker): string {
  const day = dayText(sentAt ?? createdAt, { locale: getLocale(), timeZone: looking.zone }, looking.now);
  if (owner === looking.me) return m.exchange_from_you({ day });
  return m.exchange_from({ name: nameOf(owner, looking), day });
}

/** For whom it is, as the onlooker reads it. */
export function toText({ audience, partner }: Recording, looking: Onlooker): string {
  if (audience === 'circle' || !partner) return m.exchange_to_circle();
  return partner === looking.me
    ? m.exchange_to_you()
    : m.exchange_to_person({ name: nameOf(partner, looking) });
}
