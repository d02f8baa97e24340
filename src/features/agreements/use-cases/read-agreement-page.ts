import { type ComparedClause, compareVersions } from '#core/agreement/compare.ts';
import { type AgreementVersion, openProposal, versionInForce } from '#core/agreement/version.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { type Member, membersOf } from '#features/circles/use-cases/list-members.ts';
import type { Tx } from '#server/database.ts';
import { listChanges, type RecordedChange } from '../store/changes.ts';
import { listClauses, listVersions, type StoredClause } from '../store/versions.ts';
import { hashClauses } from './hash-clauses.ts';
import { readConsents } from './read-agreement.ts';

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
  /** Versions that were in force before, newest first. */
  earlier: AgreementVersion[];
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
    earlier: versions
      .filter((each) => each.inForceAt !== undefined && each.version !== current?.version)
      .reverse(),
  };
}

/** Two versions that were agreed, side by side: what an earlier one became. Undefined when it never was in force. */
export async function readEarlierVersion(
  tx: Tx,
  member: CircleMember,
  version: number,
): Promise<{ version: AgreementVersion; clauses: StoredClause[]; comparison: ComparedClause[] } | undefined> {
  const versions = (await listVersions(tx, member)).filter((each) => each.inForceAt !== undefined);
  const asked = versions.find((each) => each.version === version);
  if (asked === undefined) return undefined;
  const before = versions.filter((each) => each.version < version).at(-1);
  const clauses = await listClauses(tx, member, version);
  const beforeClauses = before ? await listClauses(tx, member, before.version) : clauses;
  return { version: asked, clauses, comparison: compareVersions({ before: beforeClauses, after: clauses }) };
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
