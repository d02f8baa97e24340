import { consentState } from '#core/agreement/consent.ts';
import { hardMoments } from '#core/agreement/template.ts';
import { openProposal, versionInForce } from '#core/agreement/version.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Tx } from '#server/database.ts';
import { listConsents, listVersions, readVersionInForce } from '../store/versions.ts';

/** The agreement that counts now: its version, which members of now have consented, and the words for hard moments. */
export interface AgreementInForce {
  version: number;
  consented: string[];
  hardMoments: string[];
}

/** Undefined until a first version has everyone's consent. For the session's context and its door. */
export async function agreementInForce(tx: Tx, member: CircleMember): Promise<AgreementInForce | undefined> {
  const inForce = await readVersionInForce(tx, member);
  if (inForce === undefined) return undefined;
  const { version, members, consents, clauses } = inForce;
  return {
    version,
    consented: consentState({ members, consents }).consented,
    hardMoments: hardMoments(clauses),
  };
}

/** In one line for the circle's page: what is in force, what is proposed, and whom either waits for. */
export interface AgreementState {
  inForce?: { version: number; awaited: string[] };
  proposal?: { version: number; awaited: string[] };
}

export async function agreementState(tx: Tx, member: CircleMember): Promise<AgreementState> {
  const versions = await listVersions(tx, member);
  const [inForce, proposal] = [versionInForce(versions), openProposal(versions)];
  const awaited = (version: number) => readConsents(tx, member, version).then((found) => found.awaited);
  const [byOld, byNew] = await allAnswered([
    inForce && awaited(inForce.version),
    proposal && awaited(proposal.version),
  ]);
  return {
    inForce: inForce && { version: inForce.version, awaited: byOld ?? [] },
    proposal: proposal && { version: proposal.version, awaited: byNew ?? [] },
  };
}

/**
 * Whose consent to a version counts, and whose is awaited, among the members of now. `through`: the owner of the device on
 * which somebody gave theirs, where it was not their own.
 */
export async function readConsents(
  tx: Tx,
  member: CircleMember,
  version: number,
): Promise<{ consented: string[]; awaited: string[]; through: Record<string, string> }> {
  const [members, consents] = await allAnswered([membersOf(tx, member), listConsents(tx, member, version)]);
  const state = consentState({
    members: members.map((each) => ({ person: each.id, joinedAt: each.joinedAt.getTime() })),
    consents,
  });
  const through = consents.flatMap(({ person, via }) => (via ? [[person, via]] : []));
  return { ...state, through: Object.fromEntries(through) };
}
