import type { Instant, PersonId } from './event.ts';

/**
 * A person's own words, one row each. Events point here and never hold text; seal, sharing, strike and discard act on
 * these rows alone. Numbers that say something about a person (anchor, rating, scale) are words too.
 */
export interface Words {
  id: string;
  /** Index into the session's plan; undefined before the start. */
  step?: number;
  /** How often that planned step had been entered before: a repeated drill is sealed anew. 0 the first time. */
  pass: number;
  author: PersonId;
  /** Whose device they were written on, where it is not the author's. */
  via?: PersonId;
  /** Whom they are about, where they are about somebody. */
  subject?: PersonId;
  audience: Audience;
  /** Until then only the author reads them. Observations wait for the end of the round. */
  releasedAt?: Instant;
  createdAt: Instant;
  body: WordsBody;
}

/** `author`: nobody else ever; `subject`: author and subject; `session`: all who were members when it was held. */
export type Audience = 'author' | 'subject' | 'session';

export type WordsBody =
  | { kind: 'strength'; text: string }
  | { kind: 'intention'; text: string }
  | { kind: 'check-in'; attempted: string; harder: string }
  | { kind: 'objective'; text: string; seenBy: string }
  | {
      kind: 'observation';
      behaviour?: number;
      quote: string /** Milliseconds into the drill. */;
      offset: number;
    }
  | { kind: 'anchor'; behaviour: number; level: 1 | 2 | 3 | 4 }
  | { kind: 'phrase'; text: string }
  | { kind: 'emotion'; from: string; to: string }
  | { kind: 'suggestion'; text: string; reworded?: string; picked?: boolean }
  | { kind: 'feedback'; form: 'SBI' | 'COIN' | 'feedforward'; parts: Record<string, string>; given: boolean }
  | { kind: 'rating'; value: number }
  | { kind: 'scale'; value: number; text: string }
  | { kind: 'artefact'; artefact: 'text' | 'link' | 'image'; text: string; fileId?: string }
  | { kind: 'reflection'; insight: string; habit: string; obstacle: string }
  | { kind: 'thanks'; text: string }
  /** Typed by the note-catcher for somebody, who alone commits it. */
  | {
      kind: 'card';
      experiment: string;
      behaviour: string;
      context: string;
      criterion: string;
      dueOn: string;
      assumption?: string | undefined;
      evidence?: string | undefined;
    };

export type WordsKind = WordsBody['kind'];

/** What a command does to words, beside its events. */
export type WordsChange =
  | { type: 'put'; words: Words }
  /** By its author or, for a suggestion that is picked, by its subject. */
  | { type: 'edit'; id: string; by: PersonId; body: WordsBody }
  /** Only its author (strike) or, for words about somebody, its subject removes a row. */
  | { type: 'remove'; id: string; by: PersonId }
  /**
   * Opens the seal of one pass through a planned step: its rows of `sealedKinds` that are still sealed. `subject`: only for
   * whom they are about, after an exercise that was left because somebody paused it and was gone.
   */
  | { type: 'release'; step: number; pass: number; audience: 'session' | 'subject' }
  /** At the end: rows of `evidenceKinds` about somebody go back to audience `subject`. */
  | { type: 'narrow' }
  /** After the end its subject widens or narrows a row about them. */
  | { type: 'keep'; id: string; by: PersonId; audience: 'author' | 'subject' | 'session' };

/** Written under the seal in a drill or demonstration: no event, no notice, until the round ends. */
export const sealedKinds = ['observation', 'anchor', 'phrase', 'emotion'] as const satisfies WordsKind[];

/** Evidence about somebody: after the close it is theirs to keep, to share with the circle, or to delete. */
export const evidenceKinds = [
  'observation',
  'anchor',
  'phrase',
  'emotion',
  'suggestion',
  'feedback',
  'rating',
] as const satisfies WordsKind[];
