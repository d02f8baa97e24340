/** A consent as it was given, and the stay of the person who gave it. Milliseconds since 1970. */
export interface GivenConsent {
  person: string;
  consentedAt: number;
  /** On whose device, with their own code, where it was not theirs. */
  via?: string;
}

export interface Stay {
  person: string;
  joinedAt: number;
}

/**
 * Members whose consent counts, and those still awaited. A consent from an earlier stay does not count: whoever comes
 * back reads the agreement again.
 */
export function consentState(input: { members: readonly Stay[]; consents: readonly GivenConsent[] }): {
  consented: string[];
  awaited: string[];
} {
  const given = new Map(input.consents.map((consent) => [consent.person, consent.consentedAt]));
  const counts = (member: Stay) => (given.get(member.person) ?? -Infinity) >= member.joinedAt;
  return {
    consented: input.members.filter(counts).map((member) => member.person),
    awaited: input.members.filter((member) => !counts(member)).map((member) => member.person),
  };
}

/**
 * Members who consented before somebody joined them, and are asked to do so again: an agreement is between people. What they
 * consented to goes on counting. Who joined before it came into force was there from the beginning.
 */
export function askedAgain(input: {
  members: readonly Stay[];
  consents: readonly GivenConsent[];
  inForceAt: number;
}): string[] {
  const joined = Math.max(...input.members.map(({ joinedAt }) => joinedAt));
  if (joined <= input.inForceAt) return [];
  const given = new Map(input.consents.map((consent) => [consent.person, consent.consentedAt]));
  return consentState(input).consented.filter((person) => (given.get(person) ?? 0) < joined);
}
