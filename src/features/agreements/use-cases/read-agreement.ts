import { askedAgain, consentState, type GivenConsent } from '#core/agreement/consent.ts';
import { hardMoments } from '#core/agreement/template.ts';
import { type AgreementVersion, openProposal, versionInForce } from '#core/agreement/version.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Tx } from '#server/database.ts';
import { readLastChange } from '../store/changes.ts';
import { type InCircle, listConsents, listVersions, readVersionInForce } from '../store/versions.ts';

/** The agreement that counts now: its version, which members of now have consented, and the words for hard moments. */
export interface AgreementInForce {
  version: number;
  consented: string[];
  hardMoments: string[];
}

/**
 * Undefined until a first version has everyone's consent, and for whoever is no member of the circle now: the same statement
 * asks for that, so that a room need not wait for the answer first. For the session's context and its door.
 */
export async function agreementInForce(tx: Tx, asking: InCircle): Promise<AgreementInForce | undefined> {
  const inForce = await readVersionInForce(tx, asking);
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
  /** `again`: who consented before somebody joined, and is asked anew. */
  inForce?: { version: number; awaited: string[]; again: string[] };
  /** `changed`: who changed its words last, and when. A yes that was given before fell with that. */
  proposal?: { version: number; awaited: string[]; changed?: { person: string; at: number } };
}

export async function agreementState(tx: Tx, member: CircleMember): Promise<AgreementState> {
  const versions = await listVersions(tx, member);
  const [inForce, proposal] = [versionInForce(versions), openProposal(versions)];
  const [byOld, byNew, changed] = await allAnswered([
    inForce && readConsents(tx, member, inForce),
    proposal && readConsents(tx, member, proposal),
    proposal && readLastChange(tx, member, proposal.version),
  ]);
  return {
    inForce: inForce && {
      version: inForce.version,
      awaited: byOld?.awaited ?? [],
      again: byOld?.again ?? [],
    },
    proposal: proposal && {
      version: proposal.version,
      awaited: byNew?.awaited ?? [],
      ...(changed ? { changed } : {}),
    },
  };
}

/**
 * Whose consent to a version counts, whose is awaited, and who is asked again because somebody joined, among the members of
 * now. `through`: the owner of the device on
 * which somebody gave theirs, where it was not their own.
 */
export async function readConsents(
  tx: Tx,
  member: CircleMember,
  { version, inForceAt }: Pick<AgreementVersion, 'version' | 'inForceAt'>,
): Promise<{ consented: string[]; awaited: string[]; again: string[]; through: Record<string, string> }> {
  const [members, consents] = await allAnswered([membersOf(tx, member), listConsents(tx, member, version)]);
  const given = {
    members: members.map((each) => ({ person: each.id, joinedAt: each.joinedAt.getTime() })),
    consents,
  };
  const again = inForceAt === undefined ? [] : askedAgain({ ...given, inForceAt });
  return { ...consentState(given), again, through: throughOf(consents) };
}

/** The owner of the device on which somebody consented, where it was not their own. */
export function throughOf(consents: readonly GivenConsent[]): Record<string, string> {
  return Object.fromEntries(consents.flatMap(({ person, via }) => (via ? [[person, via]] : [])));
}
