import { type Random, random } from '../random.ts';
import type { MatchPerson } from './person.ts';
import { type MatchRound, usualWeights } from './round.ts';

/** A round for tests, and which of its pairs do not want to meet: as many as there are people. */
export interface SecretRound {
  round: MatchRound;
  secret: ReadonlySet<string>;
}

const skills = ['listening', 'feedback', 'writing', 'coaching', 'negotiation'];

export const pairKey = (one: string, other: string) => (one < other ? `${one} ${other}` : `${other} ${one}`);

/**
 * People who differ in everything that circles are formed by. In every sixth round some are there at few hours or speak
 * another language, so that not everybody fits everywhere and some have no circle.
 */
export function secretRound(people: number, seed: number): SecretRound {
  const dice = random(seed);
  const scarce = seed % 6 === 1;
  const everybody = Array.from({ length: people }, (_, place): MatchPerson => {
    const pick = () => skills[dice.below(skills.length)] as string;
    return {
      id: `p${place}`,
      offers: { [pick()]: 3 + dice.below(3) },
      wants: { [pick()]: 1 + dice.below(3) },
      department: `d${dice.below(8)}`,
      seniority: 1 + dice.below(6),
      languages: scarce && dice.below(12) === 0 ? ['de'] : ['en'],
      hours: hoursOf(dice, scarce),
      notWith: [],
    };
  });
  const secret = new Set<string>();
  while (secret.size < people) {
    const [a, b] = [dice.below(people), dice.below(people)];
    if (a === b || secret.has(pairKey(`p${a}`, `p${b}`))) continue;
    secret.add(pairKey(`p${a}`, `p${b}`));
    const person = everybody[a] as MatchPerson;
    everybody[a] = { ...person, notWith: [...(person.notWith ?? []), `p${b}`] };
  }
  return { round: { people: everybody, size: 4, commonHalfHours: 2, weights: usualWeights, seed }, secret };
}

function hoursOf(dice: Random, scarce: boolean): number[] {
  const free = Array.from({ length: 11 }, () => 0xffff0000 | dice.below(65_536));
  const only = scarce ? dice.below(20) : -1;
  // One in ten is there on one day only, half of them on another than the rest.
  return only === 0 || only === 1 ? free.map((word, at) => (at === 3 + 4 * only ? word : 0)) : free;
}
