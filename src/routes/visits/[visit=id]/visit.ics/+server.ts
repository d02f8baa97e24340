import { error } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { findVisitGuest } from '#features/visits/access.ts';
import { printVisit } from '#features/visits/use-cases/print-visit.ts';
import { rondo } from '#server/app.ts';
import { absoluteLink } from '#server/links.ts';

/** The session that one sits in on, to take into one's own calendar. */
export async function GET(event) {
  const person = signedIn(event);
  const app = rondo();
  const { visit } = event.params;
  const about = { page: absoluteLink(app.config, `/visits/${visit}`), now: app.clock.now() };
  const calendar = await app.database.asPerson(person, async (tx) => {
    const guest = await findVisitGuest(tx, person, visit);
    return guest && printVisit(tx, guest, about);
  });
  if (!calendar) error(404);
  return new Response(calendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="visit.ics"',
    },
  });
}
