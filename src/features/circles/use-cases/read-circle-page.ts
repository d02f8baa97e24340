import { looksAlike } from '#core/people/look-alike.ts';
import { type AgreementState, agreementState } from '#features/agreements/use-cases/read-agreement.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Tx } from '#server/database.ts';
import { type Circle, readCircle } from '../store/circle.ts';
import { listOpenPairs, type ManagerPair } from '../store/manager-pairs.ts';
import { listMembers, type Member } from '../store/members.ts';
import { type Parting, readOpenParting } from '../store/partings.ts';
import { type JoinRequest, listOpenRequests } from '../store/requests.ts';

/** All that the page of a circle shows to one of its members. */
export interface CirclePageView {
  circle: Circle;
  members: Member[];
  agreement: AgreementState;
  /** Who asks to join; `looksLike`: the member whose name looks the same, so that nobody is let in by mistake. */
  requests: (JoinRequest & { looksLike?: string })[];
  parting?: Parting;
  /** Pairs that the reader is one of and that wait for an opt-in. */
  pairs: ManagerPair[];
}

export async function readCirclePage(tx: Tx, member: CircleMember): Promise<CirclePageView> {
  const [{ members, pairs }, circle, agreement, asked, parting] = await allAnswered([
    membersAndPairs(tx, member),
    readCircle(tx, member),
    agreementState(tx, member),
    listOpenRequests(tx, member),
    readOpenParting(tx, member),
  ]);
  const requests = asked.map((request) => {
    const like = members.find(({ name }) => looksAlike(name, request.name));
    return { ...request, ...(like ? { looksLike: like.name } : {}) };
  });
  return { circle, members, agreement, requests, parting, pairs };
}

async function membersAndPairs(tx: Tx, member: CircleMember) {
  const members = await listMembers(tx, member);
  const present = members.map((each) => each.id);
  const pairs = (await listOpenPairs(tx, member, present)).filter((pair) => pair !== undefined);
  return { members, pairs };
}
