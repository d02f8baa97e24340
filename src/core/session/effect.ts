import type { Role } from '../playbook/playbook.ts';
import type { Card } from './command.ts';
import type { Instant, PersonId, SessionEvent } from './event.ts';
import type { WordsChange } from './words.ts';

/** What a command that is taken up does; the caller applies all of it, in order, in one transaction. */
export interface Decision {
  /** Empty for what nobody else may notice: sealed words and drafts of feedback. */
  events: SessionEvent[];
  words: WordsChange[];
  effects: Effect[];
}

/** What happens outside the session's own log and words, in tables of other slices. */
export type Effect =
  /** `meetingAt`: its owner's alone, so it stands in no fact. */
  | { type: 'create-commitment'; id: string; owner: PersonId; card: Card; meetingAt?: Instant }
  | { type: 'carry-over'; commitmentId: string; owner: PersonId }
  | { type: 'plan-next'; startsAt: Instant; timeZone: string }
  /** Once, when a started session ends. */
  | { type: 'record-turns'; turns: { person: PersonId; role: Role }[] }
  /** Its owner keeps it beyond the day after the close. */
  | { type: 'keep-artefact'; wordsId: string }
  /** Words, log, members and drafts of this session go; the bare row and the rota's turns stay. */
  | { type: 'discard' };
