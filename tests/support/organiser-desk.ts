import type { Desk } from '#core/matching/circles/attack-round.ts';
import type { MatchedCircle } from '#core/matching/circles/matching-result.ts';
import { usualGuard } from '#core/matching/circles/place-draw.ts';
import { readDraft } from '#features/matching/store/drafts.ts';
import { lockCircle, lookFrom, movePerson, takeProposal } from '#features/matching/use-cases/change-draft.ts';
import { lookForPlaces, readLook } from '#features/matching/use-cases/look-for-places.ts';
import { readProposal, readTwoProposals } from '#features/matching/use-cases/read-proposal.ts';
import { readRoundPage } from '#features/matching/use-cases/read-round-page.ts';
import type { TestApp } from './app.ts';
import type { PlantedRound } from './planted-round.ts';
import { asRound, solveOnce } from './solved-round.ts';

/** What is looked for, and for how much of it; without it what the program does by itself. */
type Guard = NonNullable<Parameters<typeof lookForPlaces>[2]>;

/** All that a round's organiser can do in the program, by the use cases of its pages. */
export function organiserDesk(
  app: TestApp,
  { organiser, roundId, ids }: PlantedRound,
  guard: Guard = usualGuard,
): Desk {
  const act = <T>(work: Parameters<typeof asRound<T>>[3]) => asRound(app.database, organiser, roundId, work);
  const table = () => act((tx, organising) => readDraft(tx, organising));
  const lock = async (circle: number, hold: boolean) => {
    const version = (await table())?.version;
    const locked = await act((tx, organising) => lockCircle(tx, organising, { version, circle, hold }));
    if (!locked.ok) throw new Error(locked.reason);
  };
  let asked: { version: number; number: number } | undefined;
  return {
    ids,
    everywhere: guard.everywhere ?? false,
    async propose(held) {
      const before = await table();
      const at = before?.circles.findIndex(({ members }) => sameMembers(members, held ?? [])) ?? -1;
      if (at >= 0) await lock(at, true);
      // So many that circles are good ones, and the same on every machine.
      const number = await solveOnce(app, organiser, roundId, Math.max(30_000, 300 * ids.length));
      await act((tx, organising) => takeProposal(tx, organising, number));
      const shown = await act((tx, organising) => readProposal(tx, organising, {}));
      if (!shown) throw new Error('no proposal is shown');
      for (const circle of shown.locked) await lock(circle, false);
      return { circles: shown.circles, unplaced: shown.unplaced };
    },
    async look(person) {
      const { version, circles: shown = [] } = (await table()) ?? {};
      if (version === undefined) throw new Error('nothing is on the table');
      const circles = shown.map(({ members }) => members);
      const home = circles.findIndex((circle) => circle.includes(person));
      const began = performance.now();
      const look = await act((tx, organising) => lookFrom(tx, organising, { version, person }));
      if (!look.ok && look.reason === 'none-left') return undefined;
      if (!look.ok) throw new Error(look.reason);
      const { organisationId } = organiser;
      await lookForPlaces(app, { organisationId, roundId, number: look.number }, guard);
      // Answers are seen at every hundred and fiftieth millisecond only.
      const took = Math.ceil((performance.now() - began) / 150);
      const { places = [] } = (await act((tx, organising) => readLook(tx, organising, look.number))) ?? {};
      asked = { version, number: look.number };
      const scores = (some: readonly (MatchedCircle | undefined)[]) =>
        some.reduce((sum, circle) => sum + (circle?.score ?? 0), 0);
      const offered = places.map(({ circle, left, taken }) => ({
        circle,
        shown: left && left.members.length > 0 ? [left, taken] : [taken],
        gain: scores([left, taken]) - scores([shown[home], shown[circle]]),
      }));
      return { person, circles, home, offered, took };
    },
    async move(place) {
      if (!asked) throw new Error('nobody was asked about');
      const { version, number } = asked;
      const moved = await act((tx, organising) =>
        movePerson(tx, organising, { version, look: number, place }),
      );
      if (!moved.ok) throw new Error(moved.reason);
    },
  };
}

/** Everything that the pages of a round show its organiser now, as text. */
export async function organiserPages(app: TestApp, { organiser, roundId }: PlantedRound): Promise<string> {
  return asRound(app.database, organiser, roundId, async (tx, organising) => {
    const pages: unknown[] = [await readRoundPage(tx, organising)];
    const shown = await readProposal(tx, organising, {});
    for (const name of shown?.proposals ?? []) {
      pages.push(await readProposal(tx, organising, { name }));
      pages.push(await readTwoProposals(tx, organising, { one: name, other: 'hand' }));
    }
    for (let look = 1; look <= (shown?.looks.used ?? 0); look++)
      pages.push((await readProposal(tx, organising, { look }))?.look);
    return JSON.stringify(pages);
  });
}

function sameMembers(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((person) => other.includes(person));
}
