/** A version of a circle's agreement, without its clauses. Milliseconds since 1970. */
export interface AgreementVersion {
  version: number;
  proposedBy: string;
  proposedAt: number;
  inForceAt?: number;
  withdrawnAt?: number;
}

/** The version that counts: the newest that everyone consented to. A later proposal changes nothing until it has too. */
export function versionInForce<T extends AgreementVersion>(versions: readonly T[]): T | undefined {
  return newest(versions.filter((each) => each.inForceAt !== undefined));
}

/** The version that waits for consent, if there is one. */
export function openProposal<T extends AgreementVersion>(versions: readonly T[]): T | undefined {
  return newest(versions.filter((each) => each.inForceAt === undefined && each.withdrawnAt === undefined));
}

function newest<T extends AgreementVersion>(versions: readonly T[]): T | undefined {
  return versions.reduce<T | undefined>(
    (best, each) => (best === undefined || each.version > best.version ? each : best),
    undefined,
  );
}
