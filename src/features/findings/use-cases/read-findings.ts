import { canDo, type FindingState, findingState } from '#core/findings/finding.ts';
import { namesIn } from '#core/findings/names-in.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import { countConsents, findMyConsent } from '../store/consents.ts';
import { type FindingRow, listFindings } from '../store/findings.ts';

export type { FindingRow };

/** A finding as every member reads it: how many agree, never who. */
export interface FindingView extends FindingRow {
  state: FindingState;
  can: ReturnType<typeof canDo>;
  /** While it is asked. */
  consents?: { agreed: number; members: number };
  /** What the reader said to this version. */
  mine?: 'yes' | 'not yet';
  /** Names of members, or of the circle where it is not to be named, that stand in the words. */
  names: string[];
}

/** What a circle raised and is about to raise, newest first. */
export async function readFindings(tx: Tx, member: CircleMember, now: Date): Promise<FindingView[]> {
  const rows = await listFindings(tx, member);
  return rows.map((row) => plainView(row, now));
}

export async function readFinding(
  tx: Tx,
  member: CircleMember,
  { id, now }: { id: string; now: Date },
): Promise<FindingView | undefined> {
  const [row] = await listFindings(tx, member, id);
  if (!row) return undefined;
  const view = plainView(row, now);
  if (view.state !== 'asked') return view;
  const said = await findMyConsent(tx, member, { finding: id, version: row.version });
  const people = (await membersOf(tx, member)).map(({ name }) => name);
  const circle = row.namesCircle ? [] : [(await findCircle(tx, member)).name];
  const text = [row.title, row.obstacle, row.change].join('\n');
  return {
    ...view,
    consents: await countConsents(tx, member, id),
    ...(said === undefined ? {} : { mine: said ? 'yes' : 'not yet' }),
    names: [...namesIn(text, people), ...circle.filter((name) => text.includes(name))],
  };
}

function plainView(row: FindingRow, now: Date): FindingView {
  const state = findingState(row, now);
  return { ...row, state, can: canDo(state), names: [] };
}
