import { type ToldGoal, toldGoals } from '#core/demonstration/goals.ts';
import type { Writing } from './demonstration.ts';

const day = 24 * 60 * 60_000;

/** Writes the demonstration's goals, once its circles and cards are there. */
export function writeGoals(writing: Writing): void {
  for (const told of toldGoals) writeGoal(writing, told);
}

function writeGoal({ rows, now, people, newId }: Writing, told: ToldGoal): void {
  const id = newId();
  const person = people[told.person];
  const onDay = (inDays: number) => new Date(now + inDays * day).toISOString().slice(0, 10);
  const circleCalled = (name: string) => rows.circle.find((circle) => circle.name === name)?.id;
  rows.goal.push({
    id,
    person_id: person,
    text: told.text,
    reason: told.reason,
    distance: told.distance,
    created_at: new Date(now - told.daysAgo * day),
    until_on: onDay(told.inDays),
  });
  told.milestones.forEach(({ text, inDays, reached }, index) => {
    rows.milestone.push({
      goal_id: id,
      id: newId(),
      person_id: person,
      position: index + 1,
      text,
      by_on: inDays === undefined ? null : onDay(inDays),
      reached_at: reached ? new Date(now - 2 * day) : null,
    });
  });
  const share = told.sharedWith;
  if (share) {
    const audience =
      'circle' in share ? { circle_id: circleCalled(share.circle) } : { partner_id: people[share.partner] };
    rows.goal_share.push({ goal_id: id, ...audience });
  }
  const board = told.cardIn && circleCalled(told.cardIn);
  const card = rows.commitment.find(
    (each) => each.owner_id === person && each.circle_id === board && !each.closed_at,
  );
  if (card) rows.goal_card.push({ goal_id: id, commitment_id: card.id });
}
