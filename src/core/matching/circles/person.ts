/**
 * What matching knows of a person. Ids mean nothing here. What is marked private is known to nobody but that person:
 * it steers the search, and nothing that leaves the engine says so.
 */
export interface MatchPerson {
  id: string;
  /** Skill to level, 1 to 5: what this person can show others. */
  offers: Readonly<Record<string, number>>;
  /** Skill to level, 1 to 5: where this person wants to get to. */
  wants: Readonly<Record<string, number>>;
  department?: string;
  /** Moments at work that this person knows: a stand-up, a customer call. Capitals do not matter. */
  moments?: readonly string[];
  /** 1, just started, to 6. */
  seniority?: number;
  /** At least one; `pt`, never `pt-BR`, as these would be two. */
  languages: readonly string[];
  /** Half-hours of the week that are possible: 11 words of 32 bits, bit 0 of word 0 is Monday 00:00 to 00:30 UTC. */
  hours: readonly number[];
  /** Of these, the ones with good energy; without it all are alike. */
  prime?: readonly number[];
  /** The person whom this one reports to. */
  manager?: string;
  /** Agrees to sit with the own manager or with somebody who reports to them; it takes both. */
  managerWelcome?: boolean;
  /** Private. One side is enough. */
  notWith?: readonly string[];
  /** Private. Sits only with people of about the same seniority; without an own one it says nothing. */
  sameLevelOnly?: boolean;
  /** Private. Whom this person would gladly practise with. */
  likes?: readonly string[];
  /** Who was in a circle of this person before: an entry for each such circle, or one for all where nobody says which. */
  met?: readonly Meeting[];
}

/** `roundsAgo` is 1 for the latest round; `circle` is the same wherever the same circle is meant. */
export interface Meeting {
  person: string;
  roundsAgo: number;
  circle?: string;
}

/** How many 32-bit words hold the half-hours of a week. */
export const weekWords = 11;
