import type { Ending } from '#core/goals/goal.ts';
import { m } from '#messages';

/** How far a goal is, 1 to 4, in words. */
export function distanceName(distance: number): string {
  const names = [m.goals_distance_1, m.goals_distance_2, m.goals_distance_3, m.goals_distance_4];
  return (names[distance - 1] ?? m.goals_distance_2)();
}

export function endingName(ending: Ending): string {
  const names = {
    reached: m.goals_ending_reached,
    partly: m.goals_ending_partly,
    'let go': m.goals_ending_let_go,
  };
  return names[ending]();
}

/** A refusal about goals as a sentence that says what to do. */
export function goalRefusal(reason: string): string {
  const sentences: Record<string, () => string> = {
    'goal-open': m.goals_refusal_goal_open,
    'no-goal': m.goals_refusal_no_goal,
    'no-milestone': m.goals_refusal_no_milestone,
    'milestones-full': m.goals_refusal_milestones_full,
    'day-out-of-reach': m.goals_problem_day_out_of_reach,
    'not-with-you': m.goals_refusal_not_with_you,
  };
  return (sentences[reason] ?? m.goals_refusal_no_goal)();
}
