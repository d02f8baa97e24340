import { evaluations } from '../allowance.ts';
import type { Desk } from './attack-round.ts';
import { describeCircles } from './describe-circle.ts';
import { matchCircles } from './match-circles.ts';
import { matchNearby } from './match-nearby.ts';
import { neighbourhoods } from './neighbourhoods.ts';
import type { PlaceGuard } from './place-draw.ts';
import { type Place, placesFor } from './places-for.ts';
import type { MatchRound } from './round.ts';

/** A round in which somebody does what an organiser can do, over the engine alone; `clock` says how long a look takes. */
export function engineDesk(
  round: MatchRound,
  { guard, everywhere = false, clock }: { guard: PlaceGuard; everywhere?: boolean; clock: () => number },
): Desk {
  const ids = round.people.map(({ id }) => id);
  const proposed: Parameters<typeof neighbourhoods>[0][number][] = [];
  let near: string[][] | undefined;
  let circles: readonly (readonly string[])[] = [];
  let places: readonly Place[] = [];
  return {
    ids,
    everywhere,
    async propose(held) {
      const asked = { ...round, kept: held ? [{ members: held, open: false }] : [] };
      const budget = evaluations((near ? 300 : 100) * ids.length);
      const result = near ? matchNearby(asked, near, budget) : matchCircles(asked, budget);
      circles = result.circles.map(({ members }) => members);
      proposed.push(result.circles);
      near = everywhere ? undefined : neighbourhoods(proposed, ids);
      return result;
    },
    async look(person) {
      const home = circles.findIndex((circle) => circle.includes(person));
      const around = home < 0 ? undefined : near?.find((area) => area.includes(person));
      const began = clock();
      places = placesFor(round, { circles, person, near: around }, guard);
      const took = clock() - began;
      const offered = places.map(({ circle, circles, before, after }) => ({
        circle,
        shown: describeCircles(
          round,
          [home, circle].flatMap((at) => (circles[at]?.length ? [circles[at]] : [])),
        ),
        gain: after - before,
      }));
      return { person, circles, home, offered, took };
    },
    async move(place) {
      circles = places[place]?.circles ?? circles;
    },
  };
}
