import { error } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { findNextSession } from '#features/sessions/store/next.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { absoluteLink } from '#server/links.ts';
import { printCalendar } from '#server/print-calendar.ts';

/** The circle's next session, to take into one's own calendar. */
export async function GET(event) {
  const person = signedIn(event);
  const app = rondo();
  const next = await app.database.asPerson(person, async (tx) => {
    const member = await findSessionMember(tx, person, event.params.session);
    // When a circle meets next is no guest's to know.
    return member && !member.guest ? findNextSession(tx, member) : undefined;
  });
  if (!next) error(404);
  const calendar = printCalendar({
    id: next.id,
    startsAt: next.startsAt,
    minutes: 30,
    summary: next.circle.name,
    description: m.tool_calendar_description(),
    location: next.meetingLink,
    url: absoluteLink(app.config, `/circles/${next.circle.id}`),
    stampedAt: app.clock.now(),
  });
  return new Response(calendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="next-session.ics"',
    },
  });
}
