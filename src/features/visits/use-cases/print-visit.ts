import { m } from '#messages';
import type { Tx } from '#server/database.ts';
import { printCalendar } from '#server/print-calendar.ts';
import type { VisitGuest } from '../access.ts';
import { readOwnVisit } from './read-own-visits.ts';

/**
 * The day of a visit as an iCalendar file, for the guest's own calendar; undefined while there is none to note. It says what
 * the visit's page says already: neither who else comes nor what is practised, nor where the circle meets.
 */
export async function printVisit(
  tx: Tx,
  guest: VisitGuest,
  { page, now }: { page: string; now: Date },
): Promise<string | undefined> {
  const { day, visit } = await readOwnVisit(tx, guest);
  if (!day) return undefined;
  return printCalendar({
    // The visit's own: where the circle moves it to another of its sessions, the entry moves too.
    id: visit.id,
    startsAt: day,
    minutes: 30,
    summary: m.visits_page_title({ circle: visit.circle.name }),
    description: m.visits_calendar_description(),
    url: page,
    stampedAt: now,
  });
}
