import type { StepKind } from '../playbook/playbook.ts';
import type { Instant, PersonId } from './event.ts';

/**
 * Why a command is not taken up. Each is something a person can meet, so each has a sentence in the interface. `field`: the
 * one thing in it that is wrong.
 */
export type Refusal =
  | { refusal: 'not-a-member' }
  /** Somebody sits in on this session; this is for the circle's own members. */
  | { refusal: 'guest-observes' }
  | { refusal: 'not-open' }
  | { refusal: 'already-open' }
  | { refusal: 'not-started' }
  | { refusal: 'already-started' }
  | { refusal: 'session-over' }
  | { refusal: 'session-not-over' }
  | { refusal: 'session-discarded' }
  | { refusal: 'not-present' }
  /** Only with one's own code, never through somebody else's device. */
  | { refusal: 'needs-own-code' }
  | { refusal: 'not-holding-device'; owner: PersonId }
  | { refusal: 'consent-missing'; people: PersonId[] }
  /** One of two manages the other, and not both have said yes. `other`: said to those two, on their own device. */
  | { refusal: 'opt-in-missing'; other?: PersonId }
  | { refusal: 'too-few'; present: number; needed: number }
  | { refusal: 'too-many'; present: number; most: number }
  | { refusal: 'paused'; by: PersonId; othersMayFrom: Instant }
  | { refusal: 'not-paused' }
  | { refusal: 'not-the-pauser'; by: PersonId }
  | { refusal: 'step-changed'; at: number }
  | { refusal: 'asked-already'; happensAnywayFrom: Instant }
  | { refusal: 'not-asked' }
  | { refusal: 'first-step' }
  /** The step before was left without the one who had paused it. */
  | { refusal: 'left-behind'; by: PersonId }
  | { refusal: 'turn-passed' }
  | { refusal: 'not-in-this-step'; kind: StepKind }
  | { refusal: 'focus-owner-only'; focus: PersonId }
  | { refusal: 'focus-owner-practises' }
  | { refusal: 'no-focus-owner' }
  | { refusal: 'note-catcher-only'; noteCatcher: PersonId }
  | { refusal: 'about-another' }
  | { refusal: 'unknown-person' }
  | { refusal: 'no-such-words' }
  | { refusal: 'id-taken' }
  | { refusal: 'other-kind' }
  | { refusal: 'empty'; field: string }
  | { refusal: 'too-long'; field: string; most: number }
  | { refusal: 'out-of-range'; field: string; least: number; most: number }
  | { refusal: 'unknown-part'; part: string }
  | { refusal: 'bad-link' }
  | { refusal: 'already-written'; wordsId: string }
  | { refusal: 'enough-already'; most: number }
  /** In this session, for one person. */
  | { refusal: 'enough-sent'; most: number }
  | { refusal: 'already-released' }
  | { refusal: 'already-given' }
  | { refusal: 'already-picked' }
  | { refusal: 'same-words' }
  | { refusal: 'not-about-you' }
  | { refusal: 'nothing-to-draw' }
  | { refusal: 'demonstrator-chosen'; by: PersonId }
  | { refusal: 'no-challenge' }
  /** `of`: whom the step challenges now. */
  | { refusal: 'not-challenged'; of: PersonId }
  | { refusal: 'challenge-answered'; answer: 'granted' | 'declined' }
  | { refusal: 'already-asked' }
  | { refusal: 'unknown-role' }
  | { refusal: 'role-held'; by: PersonId }
  | { refusal: 'role-not-held' }
  | { refusal: 'no-free-role' }
  | { refusal: 'newcomer-leads' }
  | { refusal: 'open-card'; commitmentId?: string }
  | { refusal: 'no-open-card' }
  | { refusal: 'bad-date'; field: string }
  | { refusal: 'date-past'; field: string }
  | { refusal: 'bad-moment'; field: string }
  | { refusal: 'unknown-time-zone' }
  | { refusal: 'not-attended' }
  | { refusal: 'no-discard' }
  | { refusal: 'discard-proposed' }
  | { refusal: 'not-yet'; from: Instant };

export type RefusalReason = Refusal['refusal'];

/** Tells a refusal from a decision, or from nothing. */
export function isRefusal<T extends object>(value: T | Refusal | undefined): value is Refusal {
  return value !== undefined && 'refusal' in value;
}
