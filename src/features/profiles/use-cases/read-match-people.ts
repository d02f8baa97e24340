import { setImmediate } from 'node:timers/promises';
import { baseLanguages } from '#core/people/languages.ts';
import { usualWeek } from '#core/people/week.ts';
import { localPlaces, weekInUtc } from '#core/people/week-in-utc.ts';
import type { Tx } from '#server/database.ts';
import { listForMatching } from '../store/matching.ts';

/**
 * What the engine of core/matching knows of a person, field by field, but for whom they met before. `notWith` and `gladly`
 * are private: keep them in memory, out of logs, jobs and the disk.
 */
export interface MatchProfile {
  id: string;
  offers: Record<string, number>;
  wants: Record<string, number>;
  department?: string;
  seniority?: number;
  languages: string[];
  hours: number[];
  prime?: number[];
  manager?: string;
  managerWelcome: boolean;
  sameLevelOnly: boolean;
  moments: string[];
  notWith: string[];
  likes: string[];
}

/** Reads these people for a round, in the worker's transaction. `monday`, 00:00 UTC, begins the week whose clocks count. */
export async function readMatchPeople(
  tx: Tx,
  { organisationId, people, monday }: { organisationId: string; people: readonly string[]; monday: number },
): Promise<MatchProfile[]> {
  const { persons, skills, wishes } = await listForMatching(tx, { organisationId, people });
  const zones = new Map<string, number[][]>();
  const placesOf = (zone: string) => {
    const known = zones.get(zone) ?? localPlaces(zone, monday);
    zones.set(zone, known);
    return known;
  };
  // Thousands of people are read while the same process serves pages, so nobody's rows are looked for one by one.
  const skillsOf = Map.groupBy(skills, ({ person_id }) => person_id);
  const wishesOf = Map.groupBy(wishes, ({ person_id }) => person_id);
  const read: MatchProfile[] = [];
  for (const [at, person] of persons.entries()) {
    if (at % together === together - 1) await setImmediate();
    const mine = skillsOf.get(person.id) ?? [];
    const wished = (kind: string) =>
      (wishesOf.get(person.id) ?? []).filter((wish) => wish.kind === kind).map((wish) => wish.about_id);
    const { hours, prime } = weekInUtc(person.week ?? usualWeek, placesOf(person.time_zone));
    read.push({
      id: person.id,
      offers: levels(
        mine.filter(({ offered }) => offered),
        ({ known, applied }) => applied ?? known ?? unsaid,
      ),
      wants: levels(
        mine.filter(({ wanted }) => wanted),
        ({ applied }) => Math.min(4, (applied ?? 2) + 1),
      ),
      ...(person.department ? { department: person.department } : {}),
      ...(person.role_level === null ? {} : { seniority: person.role_level }),
      languages: person.languages.length > 0 ? baseLanguages(person.languages) : ['en'],
      hours,
      ...(prime.some((word) => word > 0) ? { prime } : {}),
      ...(person.manager_id === null ? {} : { manager: person.manager_id }),
      managerWelcome: person.manager_welcome ?? false,
      sameLevelOnly: person.same_level_only ?? false,
      moments: person.moments ?? [],
      notWith: wished('not-with'),
      likes: wished('gladly'),
    });
  }
  return read;
}

/** People who are read before pages have their turn again. */
const together = 50;

/** Of somebody who can lend a skill and did not say how well. */
const unsaid = 3;

type Said = { skill: string; known: number | null; applied: number | null };

function levels(skills: Said[], levelOf: (said: Said) => number): Record<string, number> {
  return Object.fromEntries(skills.map((said) => [said.skill, levelOf(said)]));
}
