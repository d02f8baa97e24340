import { random } from '../random.ts';
import type { MatchedCircle, MatchingResult } from './matching-result.ts';
import { neighbourhoods } from './neighbourhoods.ts';
import { pairKey } from './secret-round.ts';

/** What an organiser can do, with the engine alone (engine-desk.ts) or in the program. */
export interface Desk {
  ids: readonly string[];
  /** Nobody is kept near anybody; for tests that switch protection off. */
  everywhere: boolean;
  /** Makes another proposal, in which this circle stays as it is; what is shown of it is on the table from then on. */
  propose(held: readonly string[] | undefined): Promise<Proposal>;
  /** Asks where somebody could sit, as things are on the table; undefined where no more is told. */
  look(person: string): Promise<Look | undefined>;
  /** Moves whoever was asked about last to one of the places that were offered, counted from 0. */
  move(place: number): Promise<void>;
}

/** As it is shown; facts are what the sentences are made of, word for word. */
export type Proposal = Pick<MatchingResult, 'circles' | 'unplaced'>;

/** What an organiser has read when they have done all that is allowed. */
export interface Read {
  ids: readonly string[];
  /** In order. */
  proposals: readonly Proposal[];
  looks: readonly Look[];
  /** Neighbourhoods within which somebody may be moved; undefined where everybody is near. */
  areas: readonly (readonly string[])[] | undefined;
}

/** Somebody's places were asked for. */
export interface Look {
  person: string;
  /** The circles on the table; `home` is the person's, -1 where there is none. */
  circles: readonly (readonly string[])[];
  home: number;
  /** What was offered: which circle, both circles as they would be, and how much better their scores. */
  offered: readonly { circle: number; shown: readonly MatchedCircle[]; gain: number }[];
  /** How long the answer took, in any unit. */
  took: number;
}

/** What an organiser does, and how often. */
export interface Effort {
  /** Decides what chance decides. */
  seed: number;
  proposals?: number;
  looks: number;
}

/**
 * Five proposals, each with another circle locked so that they differ, then as many looks as are allowed, each with a move if
 * there is a place. Every other attacker asks about one neighbourhood after the other, the rest about anybody.
 */
export async function attackRound(desk: Desk, { seed, proposals: wanted = 5, looks }: Effort): Promise<Read> {
  const dice = random(99 + seed);
  const { ids } = desk;
  const proposals: Proposal[] = [];
  let circles: readonly (readonly string[])[] = [];
  while (proposals.length < wanted) {
    const proposal = await desk.propose(circles[dice.below(Math.max(1, circles.length))]);
    proposals.push(proposal);
    circles = proposal.circles.map(({ members }) => members);
  }
  const near = neighbourhoods(
    proposals.map(({ circles }) => circles),
    ids,
  );
  const areas = desk.everywhere ? undefined : near;
  const order = seed % 4 < 2 ? (areas ?? [ids]).flat() : undefined;
  const made: Look[] = [];
  while (made.length < looks) {
    const person = order ? order[made.length % order.length] : ids[dice.below(ids.length)];
    const look = await desk.look(person as string);
    if (!look) break;
    made.push(look);
    // The organiser does move somebody, so that circles are new ones the next time.
    const place = dice.below(Math.max(1, look.offered.length));
    if (look.offered.length > 0) await desk.move(place);
  }
  return { ids, proposals, looks: made, areas };
}

/** Every circle that was shown, proposed or offered. */
export function shownCircles({ proposals, looks }: Pick<Read, 'proposals' | 'looks'>): MatchedCircle[] {
  return [
    ...proposals.flatMap(({ circles }) => circles),
    ...looks.flatMap(({ offered }) => offered.flatMap(({ shown }) => shown)),
  ];
}

/** Every pair that was shown together: who has not refused each other. */
export function shownTogether(read: Pick<Read, 'proposals' | 'looks'>): Set<string> {
  const together = new Set<string>();
  for (const { members } of shownCircles(read))
    for (const a of members) for (const b of members) if (a < b) together.add(pairKey(a, b));
  return together;
}
