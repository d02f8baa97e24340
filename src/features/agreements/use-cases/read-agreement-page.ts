import { type ComparedClause, compareVersions } from '#core/agreement/compare.ts';
import { type AgreementVersion, openProposal, versionInForce } from '#core/agreement/version.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { type Member, membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import { listChanges, type RecordedChange } from '../store/changes.ts';
import { listClauses, listConsents, listVersions, type StoredClause } from '../store/versions.ts';
import { hashClauses } from './hash-clauses.ts';
import { readConsents, throughOf } from './read-agreement.ts';

/** One version as a page shows it: its words, the hash that a consent must carry, who has consented and who is awaited. */
export interface VersionView extends AgreementVersion {
  clauses: StoredClause[];
  hash: string;
  consented: string[];
  awaited: string[];
  /** Who consented before somebody joined, and is asked anew. */
  again: string[];
  /** Whose device somebody's consent was given on, where it was not their own. */
  through: Record<string, string>;
}

export interface AgreementPageView {
  members: Member[];
  inForce?: VersionView;
  proposal?: VersionView & {
    /** Beside the version in force; undefined for a first version. */
    comparison?: ComparedClause[];
    changes: RecordedChange[];
  };
  /** Every version that came into force, newest first: the one that is, and those before it. */
  agreed: AgreementVersion[];
}

export async function readAgreementPage(tx: Tx, member: CircleMember): Promise<AgreementPageView> {
  const versions = await listVersions(tx, member);
  const [current, open] = [versionInForce(versions), openProposal(versions)];
  const inForce = current && (await readVersion(tx, member, current));
  const proposal = open && (await readVersion(tx, member, open));
  return {
    members: await membersOf(tx, member),
    inForce,
    proposal: proposal && {
      ...proposal,
      comparison: inForce && compareVersions({ before: inForce.clauses, after: proposal.clauses }),
      changes: await listChanges(tx, member, proposal.version),
    },
    agreed: agreedOf(versions).reverse(),
  };
}

/** How a version that was agreed came about, for the members of now. */
export interface AgreedVersionView extends AgreementVersion {
  clauses: StoredClause[];
  /** Beside the version that it followed; undefined for the first. */
  comparison?: ComparedClause[];
  changes: RecordedChange[];
  /** Who said yes to it, also those who have left since, in the order in which they did. */
  consented: string[];
  /** Whose device somebody's consent was given on, where it was not their own. */
  through: Record<string, string>;
}

/** Undefined when there is no such version, or when it never came into force: what was not agreed is put aside. */
export async function readAgreedVersion(
  tx: Tx,
  member: CircleMember,
  version: number,
): Promise<AgreedVersionView | undefined> {
  const versions = agreedOf(await listVersions(tx, member));
  const asked = versions.find((each) => each.version === version);
  if (asked === undefined) return undefined;
  const before = versions.filter((each) => each.version < version).at(-1);
  const clauses = await listClauses(tx, member, version);
  // Whoever came back is asked anew for what holds now, and has not answered with what they said in an earlier stay.
  const { awaited } =
    versionInForce(versions) === asked ? await readConsents(tx, member, asked) : { awaited: [] as string[] };
  const consents = (await listConsents(tx, member, version))
    .filter(({ person }) => !awaited.includes(person))
    .sort((a, b) => a.consentedAt - b.consentedAt);
  return {
    ...asked,
    clauses,
    comparison:
      before && compareVersions({ before: await listClauses(tx, member, before.version), after: clauses }),
    changes: await listChanges(tx, member, version),
    consented: consents.map(({ person }) => person),
    through: throughOf(consents),
  };
}

function agreedOf(versions: readonly AgreementVersion[]): AgreementVersion[] {
  return versions.filter((each) => each.inForceAt !== undefined);
}

async function readVersion(tx: Tx, member: CircleMember, version: AgreementVersion): Promise<VersionView> {
  const clauses = await listClauses(tx, member, version.version);
  return {
    ...version,
    clauses,
    hash: hashClauses(clauses),
    ...(await readConsents(tx, member, version)),
  };
}
