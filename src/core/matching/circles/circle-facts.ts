import { bitCount } from './bit-count.ts';
import { type CircleTable, inRow } from './circle-table.ts';
import type { CircleFact } from './matching-result.ts';
import { type MatchPerson, weekWords } from './person.ts';
import { momentKey } from './same-work.ts';

/**
 * Why these people go well together. Drawn from skills, hours, languages, departments, moments, seniority and earlier
 * circles, which members of a circle may know of each other; never from likes or from what keeps people apart.
 */
export function circleFacts(
  people: readonly MatchPerson[],
  table: CircleTable,
  { members, commonHours }: { members: readonly number[]; commonHours: readonly number[] },
): CircleFact[] {
  if (members.length < 2) return [];
  const each = members.map((place) => people[place] as MatchPerson);
  return [
    ...helpFacts(each),
    hoursFact(table, members, commonHours),
    { kind: 'language', languages: commonLanguages(each) },
    ...groundFacts(each),
    ...pastFacts(each, table, members),
  ];
}

/** Whoever offers the highest level above a wish; one fact for each wish that somebody can help with. */
function helpFacts(members: readonly MatchPerson[]): CircleFact[] {
  return members.flatMap(({ id, wants }) =>
    Object.entries(wants).flatMap(([skill, wished]): CircleFact[] => {
      const helpers = members
        .filter((other) => other.id !== id && (other.offers[skill] ?? 0) >= wished)
        .sort((a, b) => (b.offers[skill] as number) - (a.offers[skill] as number));
      return helpers[0] ? [{ kind: 'helps', person: id, helper: helpers[0].id, skill }] : [];
    }),
  );
}

function hoursFact(table: CircleTable, members: readonly number[], common: readonly number[]): CircleFact {
  let [halfHours, prime] = [0, 0];
  for (let word = 0; word < weekWords; word++) {
    const shared = (common[word] as number) | 0;
    halfHours += bitCount(shared);
    prime += bitCount(
      members.reduce((good, place) => good & (table.prime[place * weekWords + word] as number), shared),
    );
  }
  return { kind: 'common-hours', halfHours, prime };
}

function commonLanguages(members: readonly MatchPerson[]): string[] {
  return (members[0]?.languages ?? []).filter((language) =>
    members.every(({ languages }) => languages.includes(language)),
  );
}

function groundFacts(members: readonly MatchPerson[]): CircleFact[] {
  const departments = [...new Set(members.flatMap(({ department }) => (department ? [department] : [])))];
  const facts: CircleFact[] = departments.length > 1 ? [{ kind: 'departments', departments }] : [];
  for (const department of departments) {
    const people = members.filter((each) => each.department === department).map(({ id }) => id);
    if (people.length > 1) facts.push({ kind: 'same-department', department, people });
  }
  facts.push(...momentFacts(members));
  const alike = members.filter(
    ({ id, seniority }) =>
      seniority !== undefined &&
      members.some(
        (other) =>
          other.id !== id && other.seniority !== undefined && Math.abs(other.seniority - seniority) <= 1,
      ),
  );
  if (alike.length > 1) facts.push({ kind: 'alike-seniority', people: alike.map(({ id }) => id) });
  return facts;
}

/** So many moments that some share are said; more would only make a longer list. */
const mostMoments = 2;

function momentFacts(members: readonly MatchPerson[]): CircleFact[] {
  const shared = new Map<string, { moment: string; people: string[] }>();
  for (const { id, moments = [] } of members)
    for (const moment of moments) {
      const fact = shared.get(momentKey(moment)) ?? { moment: moment.trim(), people: [] };
      if (!fact.people.includes(id)) fact.people.push(id);
      shared.set(momentKey(moment), fact);
    }
  return [...shared.values()]
    .filter(({ people }) => people.length > 1)
    .sort((a, b) => b.people.length - a.people.length || (a.moment < b.moment ? -1 : 1))
    .slice(0, mostMoments)
    .map((fact) => ({ kind: 'same-moment', ...fact }));
}

/**
 * Only members may read who sits in a circle, so of earlier ones nothing is said that a member of this one might not know:
 * that nobody met, or that all of them sat in one circle. That each met each is not enough, as they may have met in several.
 */
function pastFacts(
  each: readonly MatchPerson[],
  { met }: CircleTable,
  members: readonly number[],
): CircleFact[] {
  const rounds = members.flatMap((a, at) => members.slice(at + 1).map((b) => inRow(met, a, b)));
  if (rounds.every((roundsAgo) => roundsAgo === 0)) return [{ kind: 'all-new-to-each-other' }];
  const roundsAgo = rounds.length === 1 ? rounds[0] : sinceAllTogether(each);
  return roundsAgo === undefined ? [] : [{ kind: 'met-before', people: each.map(({ id }) => id), roundsAgo }];
}

/** How many rounds ago the first of them left the latest circle in which all of them sat; undefined where there is none. */
function sinceAllTogether(each: readonly MatchPerson[]): number | undefined {
  const pairs = each.flatMap((a, at) => each.slice(at + 1).map((b) => circlesOf(a, b)));
  const [first = new Map<string, number>(), ...others] = pairs;
  const since = [...first.keys()]
    .filter((circle) => others.every((other) => other.has(circle)))
    .map((circle) => Math.max(...pairs.map((pair) => pair.get(circle) as number)));
  return since.length === 0 ? undefined : Math.min(...since);
}

/** The circles in which both sat, as far as either says which, with how many rounds ago. */
function circlesOf(a: MatchPerson, b: MatchPerson): Map<string, number> {
  const both = [
    ...(a.met ?? []).filter(({ person }) => person === b.id),
    ...(b.met ?? []).filter(({ person }) => person === a.id),
  ];
  const circles = new Map<string, number>();
  for (const { circle, roundsAgo } of both)
    if (circle !== undefined) circles.set(circle, Math.min(circles.get(circle) ?? roundsAgo, roundsAgo));
  return circles;
}
