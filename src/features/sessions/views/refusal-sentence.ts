import { namesText } from '#core/circles/names-text.ts';
import type { Refusal, RefusalReason } from '#core/session/refusal.ts';
import { dateFormat } from '#core/time/date-format.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';

/** A refusal as it came over the wire or out of a kept draft. */
export type AnyRefusal = Refusal | { refusal: string };

/** What a sentence needs beside the refusal's own facts. */
export interface SentenceWords {
  nameOf(person: string): string;
  /** IANA name, for the times in a sentence. */
  timeZone: string;
}

/** The sentence for a refusal; one that this page does not know yet gets a general one. */
export function refusalSentence(refusal: AnyRefusal, words: SentenceWords): string {
  const known = Object.hasOwn(sentences, refusal.refusal);
  const sentence = known ? (sentences as Partial<Record<string, Sentence>>)[refusal.refusal] : undefined;
  return sentence?.(refusal as never, speak(words)) ?? m.room_refusal_unknown();
}

interface Spoken {
  nameOf(person: string): string;
  list(people: string[]): string;
  time(instant: number): string;
}

type Sentence<R = never> = (facts: R, words: Spoken) => string;

function speak({ nameOf, timeZone }: SentenceWords): Spoken {
  const locale = getLocale();
  return {
    nameOf,
    list: (people) => namesText(people.map(nameOf), locale),
    time: (instant) => dateFormat(locale, { timeStyle: 'short', timeZone }).format(instant),
  };
}

/** Complete by its type: a new reason in core does not compile without its sentence. */
export const sentences: { [R in RefusalReason]: Sentence<Extract<Refusal, { refusal: R }>> } = {
  'not-a-member': () => m.room_refusal_not_a_member(),
  'guest-observes': () => m.room_refusal_not_a_member(),
  'not-open': () => m.room_refusal_not_open(),
  'already-open': () => m.room_refusal_already_open(),
  'not-started': () => m.room_refusal_not_started(),
  'already-started': () => m.room_refusal_already_started(),
  'session-over': () => m.room_refusal_session_over(),
  'session-not-over': () => m.room_refusal_session_not_over(),
  'session-discarded': () => m.room_refusal_session_discarded(),
  'not-present': () => m.room_refusal_not_present(),
  'needs-own-code': () => m.room_refusal_needs_own_code(),
  'not-holding-device': ({ owner }, { nameOf }) => m.room_refusal_not_holding_device({ name: nameOf(owner) }),
  'consent-missing': ({ people }, words) => m.room_refusal_consent_missing({ names: words.list(people) }),
  'opt-in-missing': ({ other }, { nameOf }) =>
    other ? m.room_refusal_opt_in_mine({ name: nameOf(other) }) : m.room_refusal_opt_in_others(),
  'too-few': ({ present, needed }) => m.room_refusal_too_few({ present, needed }),
  'too-many': ({ present, most }) => m.room_refusal_too_many({ present, most }),
  paused: ({ by, othersMayFrom }, { nameOf, time }) =>
    m.room_refusal_paused({ name: nameOf(by), time: time(othersMayFrom) }),
  'not-paused': () => m.room_refusal_not_paused(),
  'not-the-pauser': ({ by }, { nameOf }) => m.room_refusal_not_the_pauser({ name: nameOf(by) }),
  'step-changed': () => m.room_refusal_step_changed(),
  'asked-already': ({ happensAnywayFrom }, { time }) =>
    m.room_refusal_asked_already({ time: time(happensAnywayFrom) }),
  'not-asked': () => m.room_refusal_not_asked(),
  'first-step': () => m.room_refusal_first_step(),
  'left-behind': ({ by }, { nameOf }) => m.room_refusal_left_behind({ name: nameOf(by) }),
  'turn-passed': () => m.room_refusal_turn_passed(),
  'not-in-this-step': () => m.room_refusal_not_in_this_step(),
  'focus-owner-only': ({ focus }, { nameOf }) => m.room_refusal_focus_owner_only({ name: nameOf(focus) }),
  'focus-owner-practises': () => m.room_refusal_focus_owner_practises(),
  'no-focus-owner': () => m.room_refusal_no_focus_owner(),
  'note-catcher-only': ({ noteCatcher }, { nameOf }) =>
    m.room_refusal_note_catcher_only({ name: nameOf(noteCatcher) }),
  'about-another': () => m.room_refusal_about_another(),
  'unknown-person': () => m.room_refusal_unknown_person(),
  'no-such-words': () => m.room_refusal_no_such_words(),
  'id-taken': () => m.room_refusal_id_taken(),
  'other-kind': () => m.room_refusal_other_kind(),
  empty: () => m.room_refusal_empty(),
  'too-long': ({ most }) => m.room_refusal_too_long({ most }),
  'out-of-range': ({ least, most }) => m.room_refusal_out_of_range({ least, most }),
  'unknown-part': () => m.room_refusal_unknown_part(),
  'bad-link': () => m.room_refusal_bad_link(),
  'already-written': () => m.room_refusal_already_written(),
  'enough-already': ({ most }) => m.room_refusal_enough_already({ most }),
  'enough-sent': ({ most }) => m.room_refusal_enough_sent({ most }),
  'already-released': () => m.room_refusal_already_released(),
  'already-given': () => m.room_refusal_already_given(),
  'already-picked': () => m.room_refusal_already_picked(),
  'same-words': () => m.room_refusal_same_words(),
  'not-about-you': () => m.room_refusal_not_about_you(),
  'nothing-to-draw': () => m.room_refusal_nothing_to_draw(),
  'demonstrator-chosen': ({ by }, { nameOf }) => m.room_refusal_demonstrator_chosen({ name: nameOf(by) }),
  'no-challenge': () => m.room_refusal_no_challenge(),
  'not-challenged': ({ of }, { nameOf }) => m.room_refusal_not_challenged({ name: nameOf(of) }),
  'challenge-answered': () => m.room_refusal_challenge_answered(),
  'already-asked': () => m.room_refusal_already_asked(),
  'no-free-role': () => m.room_refusal_no_free_role(),
  'unknown-role': () => m.room_refusal_unknown_role(),
  'role-held': ({ by }, { nameOf }) => m.room_refusal_role_held({ name: nameOf(by) }),
  'role-not-held': () => m.room_refusal_role_not_held(),
  'newcomer-leads': () => m.room_refusal_newcomer_leads(),
  'open-card': () => m.room_refusal_open_card(),
  'no-open-card': () => m.room_refusal_no_open_card(),
  'bad-date': () => m.room_refusal_bad_date(),
  'bad-moment': () => m.nudges_refusal_moment(),
  'date-past': () => m.room_refusal_date_past(),
  'unknown-time-zone': () => m.room_refusal_unknown_time_zone(),
  'not-attended': () => m.room_refusal_not_attended(),
  'no-discard': () => m.room_refusal_no_discard(),
  'discard-proposed': () => m.room_refusal_discard_proposed(),
  'not-yet': ({ from }, { time }) => m.room_refusal_not_yet({ time: time(from) }),
};
