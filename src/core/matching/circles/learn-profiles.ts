import { type Read, shownCircles } from './attack-round.ts';
import { bitCount } from './bit-count.ts';
import { weekWords } from './person.ts';

/** What somebody puts together about people from the reasons that stand with circles. */
export interface LearntProfiles {
  /** How well two people would suit each other, as far as that is known: about 0 to 3. */
  fit(one: string, other: string): number;
}

/** Reads who helps whom with what, departments, and hours that somebody must have because a circle has them. */
export function learnProfiles(read: Read): LearntProfiles {
  const { ids } = read;
  const [lends, wants] = [skillsOf(ids), skillsOf(ids)];
  const department = new Map<string, string>();
  const hours = new Map(ids.map((id) => [id, new Array<number>(weekWords).fill(0)]));
  const levels = new Map(ids.map((id) => [id, new Set<string>()]));
  for (const { members, facts, commonHours } of shownCircles(read)) {
    for (const id of members)
      commonHours.forEach((word, at) => {
        const known = hours.get(id);
        if (known) known[at] = (known[at] ?? 0) | word;
      });
    for (const fact of facts) {
      if (fact.kind === 'helps') {
        lends.get(fact.helper)?.add(fact.skill);
        wants.get(fact.person)?.add(fact.skill);
      }
      if (fact.kind === 'same-department') for (const id of fact.people) department.set(id, fact.department);
      if (fact.kind === 'alike-seniority')
        for (const id of fact.people) for (const other of fact.people) levels.get(id)?.add(other);
    }
  }
  const share = (one: ReadonlySet<string> = new Set(), other: ReadonlySet<string> = new Set()) =>
    [...one].filter((each) => other.has(each)).length;
  return {
    fit(one, other) {
      const helps = share(lends.get(one), wants.get(other)) + share(lends.get(other), wants.get(one));
      const work = department.get(one) !== undefined && department.get(one) === department.get(other) ? 1 : 0;
      // Who is about as far along as the same people is about as far along.
      const alike = share(levels.get(one), levels.get(other)) > 0 ? 1 : 0;
      const common = (hours.get(one) ?? []).reduce(
        (sum, word, at) => sum + bitCount(word & (hours.get(other)?.[at] ?? 0)),
        0,
      );
      return Math.min(2, helps) / 2 + work / 2 + alike / 2 + Math.min(1, common / 50);
    },
  };
}

function skillsOf(ids: readonly string[]): Map<string, Set<string>> {
  return new Map(ids.map((id) => [id, new Set<string>()]));
}
