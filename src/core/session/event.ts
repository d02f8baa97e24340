import type { Role, StepKind } from '../playbook/playbook.ts';
import type { WordsKind } from './words.ts';

export type PersonId = string;
/** Milliseconds since the epoch, always taken from the database at append. */
export type Instant = number;

/**
 * What happened in a session: ids, kinds and times, never a person's text (that lives in words.ts rows).
 * `at` never runs backwards within a session; `by` acted, `via` is set when it came through another person's device.
 */
export interface SessionEvent {
  at: Instant;
  by: PersonId;
  via?: PersonId;
  fact: Fact;
}

export type Fact =
  | { type: 'opened' }
  /** `roles`: what a latecomer takes up; undefined before the start and for somebody who comes back. */
  | { type: 'joined'; newcomer: boolean; roles?: Role[]; guest?: boolean }
  | { type: 'left' }
  /** The plan is fixed here, so that a fold never depends on later code or on an edited playbook. */
  | { type: 'started'; plan: PlannedStep[]; seats: PersonId[]; roles: Record<PersonId, Role[]> }
  | { type: 'moved-on'; to: number }
  | { type: 'move-on-asked' }
  | { type: 'ready-to-move-on' }
  | { type: 'went-back'; to: number }
  | { type: 'extended'; seconds: number }
  | { type: 'turn-ended'; next?: PersonId }
  | { type: 'paused' }
  | { type: 'resumed' }
  /** The pauser was gone or silent for five minutes: the others went on without the paused step. */
  | { type: 'went-on-without-step'; to: number }
  | { type: 'role-asked'; role: Role; from: PersonId; to: PersonId }
  | { type: 'role-taken'; role: Role; from?: PersonId; to: PersonId }
  | { type: 'passed'; step: number }
  | { type: 'prompt-drawn'; prompt: number }
  | { type: 'constraint-drawn'; constraint: number }
  | { type: 'demonstration-taken'; by: PersonId }
  | { type: 'challenge-asked'; of: PersonId }
  | { type: 'challenge-granted' }
  | { type: 'challenge-declined' }
  | { type: 'anchors-asked' }
  | { type: 'take-started'; take: number }
  /** Whatever observers had submitted in this pass through the planned step was released; said also when it was nothing. */
  | { type: 'released'; step: number; pass: number }
  | { type: 'words-added'; wordsId: string; kind: WordsKind; about?: PersonId }
  | { type: 'words-changed'; wordsId: string }
  | { type: 'words-removed'; wordsId: string }
  | { type: 'suggestion-picked'; wordsId: string }
  /** After the close: its subject chose who goes on reading it. */
  | { type: 'words-kept'; wordsId: string; for: 'me' | 'circle' }
  | { type: 'carried-over' }
  | { type: 'committed'; commitmentId: string }
  | { type: 'device-handed'; to: PersonId }
  | { type: 'next-set'; startsAt: Instant; timeZone: string }
  | { type: 'discard-proposed' }
  | { type: 'discard-agreed' }
  | { type: 'discard-withdrawn' }
  /** All agreed, or had seven days to: the caller empties the session, and its log with it. */
  | { type: 'discarded' }
  | { type: 'closed' }
  | { type: 'expired' };

/** A step of the playbook, laid out for the people who are here. A `per focus` block appears once for each focus owner. */
export interface PlannedStep {
  /** Index into `playbook.steps`. */
  step: number;
  kind: StepKind;
  seconds: number;
  /** Focus owner of this pass through a block; without it the session's focus owner. */
  focus?: PersonId;
  /** Who speaks in turn, with `turnSeconds` each. */
  turns?: PersonId[];
  turnSeconds?: number;
}
