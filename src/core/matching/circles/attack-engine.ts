import { attackRound, type Effort, type Read } from './attack-round.ts';
import { circleTable } from './circle-table.ts';
import { circleScore } from './circle-value.ts';
import { engineDesk } from './engine-desk.ts';
import { mostLooks, type PlaceGuard, seededDraw } from './place-draw.ts';
import type { MatchRound } from './round.ts';
import { type SecretRound, secretRound } from './secret-round.ts';
import { type KnownFit, type Suspects, suspectPairs } from './suspect-pairs.ts';
import { type Guesser, trainGuesser } from './train-guesser.ts';

/** Of what protects a round, what holds in an attack. */
export type Protection = Omit<PlaceGuard, 'draw'> & { everywhere?: boolean } & Partial<Omit<Effort, 'seed'>>;

/** A round of the engine, what was read in it, and what is noted of that by an organiser and by an owner. */
export interface Attacked extends SecretRound {
  read: Read;
  organiser: Suspects;
  owner: Suspects;
}

/** As many rounds with secrets, each attacked with all that is allowed; without a clock time says nothing. */
export async function attackEngine(
  people: number,
  rounds: number,
  { from = 0, clock = () => 0, ...protection }: Protection & { from?: number; clock?: () => number },
): Promise<Attacked[]> {
  const attacked: Attacked[] = [];
  for (let seed = from + 1; seed <= from + rounds; seed++)
    attacked.push(await attackOne(secretRound(people, seed), protection, clock));
  return attacked;
}

/** What somebody has learnt who attacked these rounds and knows their secrets. */
export function learnFrom(rounds: readonly Attacked[], who: 'organiser' | 'owner'): Guesser {
  return trainGuesser(rounds.map((each) => ({ suspects: each[who], secret: each.secret })));
}

async function attackOne(
  { round, secret }: SecretRound,
  { everywhere = false, looks = mostLooks(round.people.length), proposals = 5, ...guard }: Protection,
  clock: () => number,
): Promise<Attacked> {
  const { seed } = round;
  const desk = engineDesk(round, { guard: { ...guard, draw: seededDraw(seed + 76) }, everywhere, clock });
  const read = await attackRound(desk, { seed, proposals, looks });
  return {
    round,
    secret,
    read,
    organiser: suspectPairs(read),
    owner: suspectPairs(read, fitByProfile(round)),
  };
}

/** What the two would be worth to each other, but for what is private: an owner can reckon it from the file of people. */
function fitByProfile(round: MatchRound): KnownFit {
  const score = circleScore(circleTable(round), { ...round.weights, likes: 0 });
  const placeOf = new Map(round.people.map(({ id }, place) => [id, place]));
  return (one, other) => score([placeOf.get(one) as number, placeOf.get(other) as number]);
}
