import { localDay } from '#core/circles/local-day.ts';
import { beginImprovement, type Improvement } from '#core/improvement/improvement.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Member } from '#features/circles/use-cases/list-members.ts';
import { type BoardCard, readBoard } from '#features/commitments/use-cases/read-board.ts';
import { goalsOnBoard, myGoalInShort } from '#features/goals/use-cases/read-goal.ts';
import { readFocusHistory } from '#features/profiles/use-cases/choose-focus.ts';
import { comingSessions } from '#features/sessions/use-cases/coming-sessions.ts';
import { nameSkills } from '#features/skills/use-cases/name-skills.ts';
import type { Tx } from '#server/database.ts';
import { listImprovements } from '../store.ts';

/** One member's row: what they wrote for the circle, beside what the circle reads elsewhere anyway. */
export interface PlanRow {
  member: Member;
  mine: boolean;
  improvement?: Improvement;
  /** Their open experiment on the board. */
  card?: Pick<BoardCard, 'experiment'>;
  /** Their goal, where they share it with the reader. */
  goal?: string;
}

export interface ImprovementPlan {
  rows: PlanRow[];
  /** What the reader's own row begins with: what they wrote, or what is known of them already. */
  begin: Improvement;
}

export async function readImprovementPlan(
  tx: Tx,
  member: CircleMember,
  timeZone: string,
): Promise<ImprovementPlan> {
  const places = await readBoard(tx, member);
  const written = await listImprovements(tx, member);
  const goals = await goalsOnBoard(tx, member);
  const rows = places.map(({ member: person, mine, card }): PlanRow => {
    const improvement = written.get(person.id);
    const goal = mine ? undefined : goals.shared[person.id]?.text;
    return {
      member: person,
      mine,
      ...(improvement && { improvement }),
      ...(card && !card.outcome && { card: { experiment: card.experiment } }),
      ...(goal && { goal }),
    };
  });
  const own = rows.find(({ mine }) => mine);
  if (own?.improvement) return { rows, begin: own.improvement };
  const goal = await myGoalInShort(tx, member);
  const card = places.find(({ mine }) => mine)?.card;
  const coming = await comingSessions(tx, member, [member.circleId]);
  const next = coming([{ id: member.circleId, people: places.length }]).get(member.circleId);
  return {
    rows,
    begin: beginImprovement({
      focus: await focusTitle(tx, member),
      goal: goal && { text: goal.text, next: goal.next?.text },
      card: card?.outcome ? undefined : card,
      nextSessionOn: next?.startsAt && !next.missed ? localDay(next.startsAt, timeZone) : undefined,
    }),
  };
}

/** Title of the skill that the reader is at. */
async function focusTitle(tx: Tx, member: CircleMember): Promise<string | undefined> {
  const current = (await readFocusHistory(tx, member)).find(({ endedAt }) => !endedAt);
  if (!current) return undefined;
  return (await nameSkills(tx, member, [current.skill]))[current.skill];
}
