/** Why a session cannot start yet; a page turns each into a sentence. */
export type Missing =
  /** No version is in force. `waitingFor`: members who have not consented to the proposal. */
  | { reason: 'no-agreement'; waitingFor: string[] }
  /** This person is present and has not consented to the version in force. */
  | { reason: 'consent'; person: string }
  /** One member manages another and both must opt in. `between` is there for those two and for nobody else. */
  | { reason: 'manager-opt-in'; between?: ManagerPair };

export interface ManagerPair {
  manager: string;
  report: string;
  /** Who of the two has opted in already. */
  agreed: string[];
}

/**
 * What stands between those present and the start of their session, in the order in which to settle it.
 * `inForce` is undefined while no version is in force; `pairs` are the open ones, already masked for the viewer.
 */
export function missingBefore(input: {
  present: readonly string[];
  inForce?: { consented: readonly string[] };
  awaited: readonly string[];
  pairs: readonly (ManagerPair | undefined)[];
}): Missing[] {
  const agreement: Missing[] =
    input.inForce === undefined
      ? [{ reason: 'no-agreement', waitingFor: [...input.awaited] }]
      : input.present
          .filter((person) => !input.inForce?.consented.includes(person))
          .map((person) => ({ reason: 'consent', person }));
  return [
    ...agreement,
    ...input.pairs.map((between): Missing => ({ reason: 'manager-opt-in', ...(between && { between }) })),
  ];
}
