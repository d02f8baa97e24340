import { bitCount } from '../../src/core/matching/circles/bit-count.ts';
import type { MadePerson } from './make-people.ts';

const brokenRule = -20000;

/** Weights of all pairs of made-up people, as the published coach instances have them. */
export function coachWeights(people: readonly MadePerson[]): Int32Array<SharedArrayBuffer> {
  const count = people.length;
  const weights = new Int32Array(new SharedArrayBuffer(4 * count * count));
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const weight = weigh(people[i] as MadePerson, people[j] as MadePerson);
      weights[i * count + j] = weight;
      weights[j * count + i] = weight;
    }
  return weights;
}

function weigh(a: MadePerson, b: MadePerson): number {
  let common = 0;
  for (let word = 0; word < 11; word++)
    common += bitCount((a.grid[word] as number) & (b.grid[word] as number));
  const apart =
    a.manager === b.id ||
    b.manager === a.id ||
    a.notWith.includes(b.id) ||
    b.notWith.includes(a.id) ||
    !a.lang.some((each) => b.lang.includes(each)) ||
    common < 4;
  if (apart) return brokenRule;
  const help = (helps(a, b) + helps(b, a)) / 2;
  const ground = (a.dept === b.dept ? 0.5 : 0) + 0.5 * (Math.abs(a.senior - b.senior) <= 1 ? 1 : 0);
  const [own, others] = [Object.keys(a.offer), Object.keys(b.offer)];
  const both = own.filter((skill) => skill in b.offer).length;
  const alike = both / (own.length + others.length - both);
  const diversity = (a.dept !== b.dept ? 0.5 : 0) + 0.5 * (1 - Math.abs(alike - 0.2));
  let fresh = 1;
  for (const [other, round] of a.history) if (other === b.id) fresh = Math.min(fresh, 0.25 * (2 - round));
  const like = a.likes.includes(b.id) || b.likes.includes(a.id) ? 0.5 : 0;
  return Math.round(
    4000 * help +
      1500 * ground +
      1000 * diversity +
      2000 * Math.min(1, common / 25) +
      1500 * fresh +
      1000 * like,
  );
}

function helps({ offer }: MadePerson, { want }: MadePerson): number {
  let [met, wishes] = [0, 0];
  for (const [skill, level] of Object.entries(want)) {
    wishes++;
    const offered = offer[Number(skill)];
    if (offered) met += Math.min(1, Math.max(0, (offered - level + 1) / 3));
  }
  return wishes > 0 ? met / wishes : 0;
}
