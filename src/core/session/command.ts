import type { FeedbackForm, Role } from '../playbook/playbook.ts';
import type { PersonId } from './event.ts';
import type { WordsBody } from './words.ts';

/** One act of one person. `id` is made by the client and applied once; `wordsId` likewise, where the act writes words. */
export interface Command {
  id: string;
  by: PersonId;
  /** The person whose device it came through, in one-device rooms. */
  via?: PersonId;
  act: Act;
}

export type Act =
  | { type: 'open' }
  | { type: 'join' }
  | { type: 'leave' }
  | { type: 'start' }
  /** `from` is the planned step that the actor saw; a command that arrives late does not skip a step by accident. */
  | { type: 'move-on'; from: number }
  | { type: 'ready'; from: number }
  | { type: 'go-back'; from: number }
  | { type: 'extend'; seconds: number }
  | { type: 'end-turn'; of: PersonId }
  | { type: 'pause' }
  | { type: 'resume' }
  | { type: 'go-on-without-step' }
  | { type: 'ask-role-swap'; role: Role; with: PersonId }
  | { type: 'accept-role-swap'; role: Role; with: PersonId }
  | { type: 'take-role'; role: Role }
  | { type: 'pass' }
  | { type: 'draw-prompt' }
  | { type: 'draw-constraint' }
  | { type: 'demonstrate' }
  | { type: 'ask-challenge'; of: PersonId }
  | { type: 'answer-challenge'; granted: boolean }
  | { type: 'ask-anchors' }
  | { type: 'new-take' }
  /** Strengths, intentions, check-in answers, objective, phrases, emotions, suggestions, feedback, ratings, ... */
  | { type: 'write'; wordsId: string; body: WordsBody; subject?: PersonId }
  | { type: 'rewrite'; wordsId: string; body: WordsBody }
  | { type: 'remove'; wordsId: string }
  | { type: 'pick-suggestion'; wordsId: string; reworded: string }
  | { type: 'give-feedback'; wordsId: string; form: FeedbackForm }
  /** `moment`: when the meeting is, as its owner typed it on the clock of a zone; nobody else is told. */
  | { type: 'commit'; commitmentId: string; card: Card; moment?: { typed: string; zone: string } }
  | { type: 'carry-over' }
  | { type: 'hand-device'; to: PersonId }
  | { type: 'set-next'; startsAt: number; timeZone: string }
  | { type: 'propose-discard' }
  | { type: 'agree-discard' }
  | { type: 'withdraw-discard' }
  | { type: 'close' }
  /** After the close, by whom the words are about. Deleting is `remove`. */
  | { type: 'keep'; wordsId: string; for: 'me' | 'circle' }
  /** Sent by a job, never by a person: seven days after the proposal silence counts as agreeing. */
  | { type: 'settle-discard' }
  /** Sent by the job that looks after forgotten sessions, never by a person. */
  | { type: 'expire' };

export type ActType = Act['type'];

/** A commitment card: a one-sentence experiment. `dueOn` is an ISO date; what may be left out came later than the others. */
export interface Card {
  experiment: string;
  behaviour: string;
  context: string;
  criterion: string;
  dueOn: string;
  /** What the experiment tests. */
  assumption?: string | undefined;
  /** What would change its owner's mind. */
  evidence?: string | undefined;
}
