import { expect, test } from 'vitest';
import { attackEngine, learnFrom, type Protection } from '#core/matching/circles/attack-engine.ts';
import { type Learnt, learntFrom, learntFromTime, meanLearnt } from '#core/matching/circles/attack-learnt.ts';
import { attackRound, type Read, shownCircles } from '#core/matching/circles/attack-round.ts';
import { circleTable } from '#core/matching/circles/circle-table.ts';
import { describeCircles } from '#core/matching/circles/describe-circle.ts';
import { usualGuard } from '#core/matching/circles/place-draw.ts';
import type { MatchRound } from '#core/matching/circles/round.ts';
import { secretRound } from '#core/matching/circles/secret-round.ts';
import { suspectPairs } from '#core/matching/circles/suspect-pairs.ts';
import type { Guesser } from '#core/matching/circles/train-guesser.ts';
import { whyUnplaced } from '#core/matching/circles/why-unplaced.ts';
import { useApp } from '../../../tests/support/app.ts';
import { organiserDesk, organiserPages } from '../../../tests/support/organiser-desk.ts';
import { forgetWishes, type PlantedRound, plantRound } from '../../../tests/support/planted-round.ts';
import { peopleForRound } from './store/people-for-round.ts';

/*
 * The attack of the engine's own test (core/matching/circles/attack.test.ts), over the program: an organiser who wants to know
 * who does not want to meet whom makes five proposals, asks about as many people as they may and moves them, reads every
 * reason, score, offered place, who has no circle and why, and how long each answer took. What such readings say of a secret
 * they have learnt from rounds of the engine, whose secrets they know. AUC is the chance that a pair with a secret is
 * suspected more than one without; a half means that nothing is learnt. What is promised: docs/decisions/0007.
 */

const app = useApp();
const { database } = app;
/** Rounds with seeds from here on are those that an attacker learns from. */
const practice = 1000;

interface Attacked {
  planted: PlantedRound;
  read: Read;
  suspects: ReturnType<typeof suspectPairs>;
  secret: ReadonlySet<string>;
}

/** Rounds of the program, all at once: most of their time is spent waiting until an answer may be seen. */
function attackProgram(
  people: number,
  seeds: readonly number[],
  { proposals = 5, ...guard }: Protection,
): Promise<Attacked[]> {
  return Promise.all(
    seeds.map(async (seed) => {
      const planted = await plantRound(database, secretRound(people, seed));
      const desk = organiserDesk(app, planted, guard);
      const read = await attackRound(desk, { seed, proposals, looks: 200 });
      return { planted, read, suspects: suspectPairs(read), secret: planted.secret };
    }),
  );
}

const learned = new Map<number, Promise<Guesser>>();

/** Learnt from rounds of this size, or of 60 people where there are more. */
function guesserFor(people: number): Promise<Guesser> {
  const size = Math.min(people, 60);
  const known =
    learned.get(size) ??
    attackEngine(size, 8, { ...usualGuard, from: practice }).then((rounds) => learnFrom(rounds, 'organiser'));
  learned.set(size, known);
  return known;
}

/** `altogether` leaves room for chance above what decision 0007 says of many rounds: 0.66, 0.55 and 0.52. */
test.each([
  // Of 24 and of 60 people somebody has no circle in the first round, and in the nineteenth.
  { people: 24, seeds: [1, 2, 3, 19], altogether: 0.72 },
  { people: 60, seeds: [1, 2, 3], altogether: 0.6 },
  { people: 240, seeds: [1], altogether: 0.55 },
])(
  'among $people people the program tells an organiser no more than its engine does of who does not want to meet whom',
  async ({ people, seeds, altogether }) => {
    const guess = await guesserFor(people);
    const found = await attackProgram(people, seeds, usualGuard);
    const program = meanLearnt(found.map((each) => learntFrom(each, guess)));
    const alone: Learnt[] = [];
    for (const seed of seeds)
      for (const each of await attackEngine(people, 1, { ...usualGuard, from: seed - 1 }))
        alone.push(learntFrom({ ...each, suspects: each.organiser }, guess));
    const engine = meanLearnt(alone);
    const said = JSON.stringify({ program, engine });
    expect(program.altogether, said).toBeLessThan(altogether);
    expect(program.altogether - engine.altogether, said).toBeLessThan(0.05);
    expect(program.apart - engine.apart, said).toBeLessThan(0.05);
    const without = found.some(({ read }) => read.proposals.some(({ unplaced }) => unplaced.length > 0));
    expect(without, 'somebody has no circle').toBe(people <= 60);
    // A busy machine makes some answers slower by chance, which says most where there are few pairs.
    const time = learntFromTime(found);
    expect(Math.abs(time.auc - 0.5), JSON.stringify(time)).toBeLessThan(Math.max(0.1, 4 * time.chance));
    for (const { planted, read } of found) {
      expect(strayed(read)).toEqual([]);
      await expectSaidOpenly(planted, read);
    }
  },
  120_000,
);

test('the same attack succeeds without the protection', async () => {
  const people = 24;
  const open = { people, waiting: people, places: people, refusals: 0, everywhere: true, proposals: 1 };
  const guess = learnFrom(await attackEngine(people, 4, { ...open, from: practice }), 'organiser');
  const found = await attackProgram(people, [1, 2], open);
  const mean = meanLearnt(found.map((each) => learntFrom(each, guess)));
  expect(mean.altogether, JSON.stringify(mean)).toBeGreaterThan(0.65);
}, 60_000);

/** Places that were offered beyond somebody's neighbourhood. */
function strayed({ looks, areas = [] }: Read): string[] {
  return looks
    .filter(({ home }) => home >= 0)
    .flatMap(({ person, offered }) => {
      const near = new Set(areas.find((area) => area.includes(person)));
      return offered
        .flatMap(({ shown }) => shown.flatMap(({ members }) => members))
        .filter((id) => !near.has(id));
    });
}

/** Whoever knows no secret can say word for word what stands with circles and why somebody has none, and pages show the same. */
async function expectSaidOpenly(planted: PlantedRound, read: Read): Promise<void> {
  const { organiser, roundId } = planted;
  const shown = await organiserPages(app, planted);
  await forgetWishes(database, organiser);
  expect(await organiserPages(app, planted)).toBe(shown);
  const round = (await database.asWorker(organiser, (tx) =>
    peopleForRound(tx, { ...organiser, roundId }, { now: app.clock.now() }),
  )) as MatchRound;
  expect(round.people.flatMap(({ notWith = [] }) => notWith)).toEqual([]);
  const circles = shownCircles(read);
  expect(circles).toEqual(
    describeCircles(
      round,
      circles.map(({ members }) => members),
    ),
  );
  const table = circleTable(round);
  for (const { person, reason } of read.proposals.flatMap(({ unplaced }) => unplaced))
    expect(reason).toEqual(
      whyUnplaced(
        round,
        table,
        round.people.findIndex(({ id }) => id === person),
      ),
    );
}
