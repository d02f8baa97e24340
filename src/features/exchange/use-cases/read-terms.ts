import type { ExchangeTerms } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { type Member, membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import { listAgreed, listTerms, type TermsRow, termsInForce } from '../store/terms.ts';

/** A proposal as each member reads it. */
export interface OpenTerms extends TermsRow {
  /** Members of now who have not said yes. */
  waitsFor: Member[];
  /** The reader has. */
  agreed: boolean;
  /** The reader may take it back. */
  mine: boolean;
}

export interface TermsView {
  /** What holds. */
  now: ExchangeTerms;
  /** What held, newest first, beginning with what holds; empty while that is the usual. */
  past: TermsRow[];
  proposed?: OpenTerms;
  /** The newest version of all, proposed, in force or taken back; 0 where nobody ever proposed one. */
  newest: number;
}

/** What holds, how it came to that, and what somebody proposes instead. */
export async function readTerms(tx: Tx, member: CircleMember): Promise<TermsView> {
  const rows = await listTerms(tx, member);
  const past = rows.filter(({ inForceAt }) => inForceAt !== undefined);
  const [newest] = rows;
  const open = newest && !newest.inForceAt && !newest.withdrawn ? newest : undefined;
  return {
    now: await termsInForce(tx, member),
    past,
    newest: newest?.version ?? 0,
    ...(open && { proposed: await asOpen(tx, member, open) }),
  };
}

async function asOpen(tx: Tx, member: CircleMember, open: TermsRow): Promise<OpenTerms> {
  const agreed = await listAgreed(tx, member, open.version);
  const members = await membersOf(tx, member);
  return {
    ...open,
    waitsFor: members.filter(({ id }) => !agreed.includes(id)),
    agreed: agreed.includes(member.personId),
    mine: mayWithdraw(member, open, members),
  };
}

/** Whose proposal it is; where they have left, everybody's. */
export function mayWithdraw(
  member: CircleMember,
  { by }: Pick<TermsRow, 'by'>,
  members: readonly Pick<Member, 'id'>[],
): boolean {
  return by === member.personId || !members.some(({ id }) => id === by);
}
