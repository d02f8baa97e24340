import { makeDemonstrationLink } from '#features/people/use-cases/make-demonstration-link.ts';
import type { App } from '#server/app.ts';
import { isLoopback } from '#server/config.ts';
import { absoluteLink } from '#server/links.ts';
import type { Operator } from '../access.ts';
import { cast } from '../demonstration/story.ts';
import { listDemonstrationPeople } from '../store.ts';

/** One made-up person and the way to sit in their chair. */
export interface DemonstrationDoor {
  name: string;
  /** For 24 hours, on a host of their own where that is possible. */
  link: string;
}

/**
 * New links to all of the demonstration's people. On this machine each lives on a host of their own (`mara.localhost`), with
 * a cookie of its own, so that windows of one browser can be different people.
 *
 * @param _operator proves that whoever asks opened the terminal's link
 */
export async function openDemonstration(
  { database, config, clock }: Pick<App, 'database' | 'config' | 'clock'>,
  _operator: Operator,
): Promise<DemonstrationDoor[]> {
  return database.asNobody(async (tx) => {
    const doors: DemonstrationDoor[] = [];
    for (const { organisation_id, person_id, name } of await listDemonstrationPeople(tx)) {
      const actor = { organisationId: organisation_id, personId: person_id };
      const token = await makeDemonstrationLink(tx, actor, clock.now());
      doors.push({ name, link: linkFor(config, name, `/sign-in/${token}`) });
    }
    return doors;
  });
}

/** Whether each made-up person can have a host of their own: only where the browser runs on this very machine. */
export function hasOwnHosts(config: Pick<App['config'], 'HOST' | 'PUBLIC_URL'>): boolean {
  return isLoopback(config.HOST) && config.PUBLIC_URL === undefined;
}

function linkFor(config: App['config'], name: string, path: string): string {
  const key = cast.find((person) => person.name === name)?.key;
  if (!key || !hasOwnHosts(config)) return absoluteLink(config, path);
  return new URL(path, `http://${key}.localhost:${config.PORT}`).href;
}
