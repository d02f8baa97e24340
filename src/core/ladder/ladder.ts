/** The value behind a ladder's text: small exercises for one skill. `parse.ts` makes it, docs/ladder-format.md explains it. */
export interface Ladder {
  /** The skill's slug, which is the name of the file too. */
  skill: string;
  author: string;
  /** Semantic version of this text, for example `1.0.0`. */
  version: string;
  /** From the easiest to the hardest. */
  rungs: [Exercise[], Exercise[], Exercise[], Exercise[]];
}

/** Something to try once, alone, in a moment that comes anyway. */
export interface Exercise {
  /** Names it within its ladder; attempts are kept under it. */
  name: string;
  /** Names that it had before, under which attempts may be kept. */
  formerly: string[];
  /** What it takes beside what one does anyway, 1 to 15. */
  minutes: number;
  /** The moment in which it can be tried. */
  when: string;
  /** The skill's behaviour that it trains, in the skill's words. */
  behaviour: string;
  /** Markdown paragraphs. */
  text: string;
  /** What one can tick off about oneself afterwards. */
  checks: string[];
}

export const rungNumbers = [1, 2, 3, 4] as const;
export type RungNumber = (typeof rungNumbers)[number];

/** Where an exercise stands on its ladder. */
export interface PlacedExercise extends Exercise {
  rung: RungNumber;
}

/** Whether this exercise is, or once was, called so: what was tried before a new wording counts after it. */
export function isCalled({ name, formerly }: Pick<Exercise, 'name' | 'formerly'>, called: string): boolean {
  return name === called || formerly.includes(called);
}

/** All exercises, from the lowest rung up. */
export function exercisesOf(ladder: Ladder): PlacedExercise[] {
  return ladder.rungs.flatMap((exercises, index) =>
    exercises.map((exercise) => ({ ...exercise, rung: (index + 1) as RungNumber })),
  );
}
