import { type Milestone, nextMilestone } from '#core/goals/goal.ts';
import { unseenIn } from '#core/goals/observable.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Actor, Tx } from '#server/database.ts';
import { type FormerGoal, findMyGoal, type GoalRow, listFormerGoals } from '../store/goals.ts';
import { listMilestones } from '../store/milestones.ts';
import { findShare, listSharedGoals, type Share } from '../store/shares.ts';
import { listMyCards, listTies, type TiedCard } from '../store/ties.ts';
import { type Audiences, audiencesOf } from './share-goal.ts';

export type { FormerGoal, GoalRow, Share, TiedCard };

/** A milestone on its person's own page. `unseen`: words in it that nobody could see or hear. */
export type OwnMilestone = Milestone & { unseen?: string };

export interface GoalPageView {
  goal?: GoalRow & { milestones: OwnMilestone[]; share?: Share; cards: TiedCard[] };
  audiences: Audiences;
  former: FormerGoal[];
}

const formerShown = 12;

/** All that the page of my goal shows. */
export async function readGoalPage(tx: Tx, actor: Actor): Promise<GoalPageView> {
  const [audiences, former] = [await audiencesOf(tx, actor), await listFormerGoals(tx, actor, formerShown)];
  const goal = await findMyGoal(tx, actor);
  if (!goal) return { audiences, former };
  const share = await findShare(tx, actor, goal.id);
  const milestones = (await listMilestones(tx, actor, [goal.id])).map((each) => {
    const unseen = each.reached ? undefined : unseenIn(each.text);
    return { ...each, ...(unseen && { unseen }) };
  });
  const cards = await listMyCards(tx, actor, goal.id);
  return { goal: { ...goal, milestones, ...(share && { share }), cards }, audiences, former };
}

/** My open goal in short, for the first page. */
export interface GoalInShort {
  text: string;
  untilOn: string;
  reached: number;
  milestones: number;
  next?: { text: string; byOn?: string };
}

export async function myGoalInShort(tx: Tx, actor: Actor): Promise<GoalInShort | undefined> {
  const goal = await findMyGoal(tx, actor);
  if (!goal) return undefined;
  const milestones = await listMilestones(tx, actor, [goal.id]);
  const next = nextMilestone(milestones);
  return {
    text: goal.text,
    untilOn: goal.untilOn,
    reached: milestones.filter(({ reached }) => reached).length,
    milestones: milestones.length,
    ...(next && { next: { text: next.text, ...(next.byOn && { byOn: next.byOn }) } }),
  };
}

/** What the board of a circle says of goals. */
export interface BoardGoals {
  /** The reader's own, which they may tie a card to. */
  mine?: { text: string };
  /** Of other members, shared with the circle or with the reader alone; by person. */
  shared: Record<string, { text: string; toMe: boolean; milestones: Milestone[] }>;
  /** Cards that lead to a goal that the reader may read. */
  tied: string[];
}

export async function goalsOnBoard(tx: Tx, member: CircleMember): Promise<BoardGoals> {
  const [goals, mine, tied] = await allAnswered([
    listSharedGoals(tx, member),
    findMyGoal(tx, member),
    listTies(tx, member),
  ]);
  const milestones = await listMilestones(
    tx,
    member,
    goals.map(({ id }) => id),
  );
  const readable = new Set([...goals.map(({ id }) => id), mine?.id]);
  const ties = tied.filter(({ goal }) => readable.has(goal));
  return {
    ...(mine && { mine: { text: mine.text } }),
    shared: Object.fromEntries(
      goals.map(({ id, person, text, partner }) => [
        person,
        { text, toMe: partner !== null, milestones: milestones.filter(({ goal }) => goal === id) },
      ]),
    ),
    tied: ties.map(({ card }) => card),
  };
}
