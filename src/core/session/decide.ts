import type { Act, ActType, Command } from './command.ts';
import { admit } from './deciding/admit.ts';
import { capabilities, jobActs } from './deciding/capabilities.ts';
import { type Rule, type Situation, situationOf } from './deciding/situation.ts';
import type { Decision } from './effect.ts';
import type { Instant } from './event.ts';
import type { Refusal } from './refusal.ts';
import type { Room, RoomContext } from './room.ts';
import type { Words } from './words.ts';

/** What a decision is made with. `now` from the database; `words`: rows of this session that the actor may read. */
export interface DecideWith {
  now: Instant;
  context: RoomContext;
  /** May be empty where `readsWords(act)` is false. */
  words: Words[];
}

/**
 * Says what a command does, or why it is not taken up. That a command is applied once is the caller's care (by its id).
 * A decision without events is one that nobody else may notice, or one that changes nothing.
 */
export function decide(room: Room, command: Command, given: DecideWith): Decision | Refusal {
  const situation = situationOf(room, command, given);
  const refused = admit(command.act.type, situation);
  if (refused) return refused;
  const rule = ruleOf(command.act.type);
  return rule.may?.(situation) ?? rule.decide(command.act, situation);
}

/** Acts that would be taken up from this person now, said rightly. Those of jobs and of opening are no person's. */
export function actsOpenTo(situation: Situation): ActType[] {
  return (Object.keys(capabilities) as ActType[]).filter(
    (type) =>
      !jobActs.includes(type) && type !== 'open' && !admit(type, situation) && !ruleOf(type).may?.(situation),
  );
}

/** Whether deciding on this act needs the session's words. */
export function readsWords({ type }: Act): boolean {
  return readers.has(type);
}

const readers: Set<ActType> = new Set([
  'write',
  'rewrite',
  'remove',
  'pick-suggestion',
  'give-feedback',
  'commit',
  'keep',
]);

/** `admit` has matched the room's status with the rule's stage, so the rule may be asked about any room here. */
function ruleOf(type: ActType): Rule<ActType, Room> {
  return capabilities[type] as unknown as Rule<ActType, Room>;
}
