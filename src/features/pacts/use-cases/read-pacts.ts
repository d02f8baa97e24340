import { unseenIn } from '#core/goals/observable.ts';
import { awaited, lastReports, type PactWords, type Report } from '#core/pacts/pact.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { type Member, membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import { listAgreed, listMineSince, listPacts, mayEnd, type VersionRow } from '../store/pacts.ts';
import { listLastReports } from '../store/reports.ts';

/** A pact as those whom it concerns read it. */
export interface PactView {
  id: string;
  /** The two; absent where it is the whole circle's. */
  pair?: Member[];
  inForce?: PactWords & {
    version: number;
    /** The reader said yes to it. Until then they are told nothing in it. */
    mine: boolean;
    /** Whom it concerns and who has not said yes: they came after it was agreed. */
    notYet: Member[];
  };
  /** The reader may end it. */
  ends: boolean;
  proposed?: PactWords & {
    by?: string;
    /** Whom it waits for. */
    waitsFor: Member[];
    /** The reader has said yes. */
    agreed: boolean;
    /** Words in a habit that nobody could see. */
    unseen?: string;
  };
  /** The newest version, for whoever says it differently. */
  version: number;
  /** Of those whose it is; of nobody while it is not the reader's. */
  reports: { person: Member; last?: Report }[];
}

/** What the reader is held to, or asked to hold to, in this circle: with all, and with one. */
export async function readPacts(tx: Tx, member: CircleMember): Promise<PactView[]> {
  const rows = await listPacts(tx, member);
  if (rows.length === 0) return [];
  const members = await membersOf(tx, member);
  const mine = await listMineSince(tx);
  const people = members.map(({ id }) => id);
  const reports = await listLastReports(tx, member, { mine, people });
  const views: PactView[] = [];
  for (const { id, begunBy, partner, inForce, proposed } of rows) {
    const pair = members.filter((each) => each.id === begunBy || each.id === partner);
    const concerned = partner === null ? members : pair;
    const newest = proposed ?? inForce;
    if (!newest) continue;
    const agreed = inForce ? await listAgreed(tx, member, { pact: id, version: inForce.version }) : [];
    const theirs = concerned.filter((each) => agreed.includes(each.id));
    views.push({
      id,
      ...(partner !== null && { pair }),
      ...(inForce && {
        inForce: {
          ...inForce.words,
          version: inForce.version,
          mine: mine.has(id),
          notYet: awaited(concerned, agreed),
        },
      }),
      ends: mine.has(id) || (await mayEnd(tx, id)),
      ...(proposed && { proposed: await shownProposal(tx, member, { id, proposed, concerned }) }),
      version: newest.version,
      reports: mine.has(id)
        ? lastReports(
            theirs,
            reports.filter(({ pact }) => pact === id),
          )
        : [],
    });
  }
  return views;
}

async function shownProposal(
  tx: Tx,
  member: CircleMember,
  { id, proposed, concerned }: { id: string; proposed: VersionRow; concerned: Member[] },
): Promise<NonNullable<PactView['proposed']>> {
  const agreed = await listAgreed(tx, member, { pact: id, version: proposed.version });
  const by = concerned.find((each) => each.id === proposed.writtenBy)?.name;
  const unseen = proposed.words.habits.map(unseenIn).find((found) => found !== undefined);
  return {
    ...proposed.words,
    ...(by && { by }),
    ...(unseen && { unseen }),
    waitsFor: awaited(concerned, agreed),
    agreed: agreed.includes(member.personId),
  };
}
