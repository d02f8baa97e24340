import { type Split, splitCircle } from '#core/circles/split.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { openRequests } from '#features/circles/use-cases/list-requests.ts';
import type { Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { listTies } from '../store/ties.ts';
import { type DecisionRefusal, propose } from './decide-together.ts';

/** Ways to become two circles, and who would sit in them: members of now, then those who asked to join. */
export interface SplitView {
  people: { id: string; name: string; joining: boolean }[];
  ways: Split[];
}

export async function readSplits(tx: Tx, member: CircleMember): Promise<SplitView> {
  const members = await membersOf(tx, member);
  const asking = await openRequests(tx, member);
  const people = [
    ...members.map(({ id, name }) => ({ id, name, joining: false })),
    ...asking.map(({ person, name }) => ({ id: person, name, joining: true })),
  ];
  const ways = splitCircle({ people: people.map(({ id }) => id), ties: await listTies(tx, member) });
  return { people, ways };
}

/** Proposes one of the ways that are offered now; `first`: who sits in its first circle. */
export async function proposeSplit(
  tx: Tx,
  member: CircleMember,
  { first, names }: { first: readonly string[]; names: readonly [string, string] },
): Promise<{ ok: true } | { ok: false; reason: DecisionRefusal }> {
  const { ways } = await readSplits(tx, member);
  const way = ways.find(({ circles }) => circles[0].join() === first.join());
  if (!way) return { ok: false, reason: 'decision-stale' };
  const [one, other] = way.circles;
  return propose(tx, member, {
    kind: 'split',
    circles: [
      { id: newId(), name: names[0], members: one },
      { id: newId(), name: names[1], members: other },
    ],
  });
}
