import { toldCircles } from '#core/demonstration/circles.ts';
import { type Cast, cast } from '#core/demonstration/story.ts';
import { makeDemonstrationLink } from '#features/people/use-cases/make-demonstration-link.ts';
import type { App } from '#server/app.ts';
import { isLoopback } from '#server/config.ts';
import { absoluteLink, ownAddress } from '#server/links.ts';
import type { Operator } from '../access.ts';
import { listDemonstrationPeople } from '../store/door.ts';

/** One made-up person and the way to sit in their chair. */
export interface DemonstrationDoor {
  name: string;
  /** Names of the circles they sit in. */
  circles: string[];
  /** For 24 hours, on a host of their own where that is possible. */
  link: string;
}

/**
 * New links to all of the demonstration's people. On this machine each lives on a host of their own (`mara.localhost`), with
 * a cookie of its own, so that windows of one browser can be different people.
 *
 * @param operator proves that whoever asks opened the terminal's link; the database asks for it again
 */
export async function openDemonstration(
  { database, config, clock }: Pick<App, 'database' | 'config' | 'clock'>,
  { visitHash }: Operator,
): Promise<DemonstrationDoor[]> {
  return database.asNobody(async (tx) => {
    const people = await listDemonstrationPeople(tx, visitHash);
    const doors: DemonstrationDoor[] = [];
    // In the order of the story, so that those who are about to meet come first.
    for (const { key, name } of cast) {
      const person = people.find((each) => each.name === name);
      if (!person) continue;
      const actor = { organisationId: person.organisation_id, personId: person.person_id };
      const token = await makeDemonstrationLink(tx, actor, clock.now());
      const circles = toldCircles.filter(({ members }) => members.includes(key)).map((circle) => circle.name);
      doors.push({ name, circles, link: linkFor(config, key, `/sign-in/${token}`) });
    }
    return doors;
  });
}

/** Whether each made-up person can have a host of their own: only where the browser runs on this very machine. */
export function hasOwnHosts(config: Parameters<typeof absoluteLink>[0]): boolean {
  return (
    isLoopback(config.HOST) &&
    new URL(absoluteLink(config, '/')).origin === new URL(ownAddress(config)).origin
  );
}

/** An own certificate makes it https there as well, where plain http would find nobody. */
export function linkFor(config: Parameters<typeof absoluteLink>[0], key: Cast, path: string): string {
  if (!hasOwnHosts(config)) return absoluteLink(config, path);
  const own = new URL(path, ownAddress(config));
  own.hostname = `${key}.localhost`;
  return own.href;
}
