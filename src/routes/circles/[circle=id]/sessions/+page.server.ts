import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { plannedInput } from '#features/sessions/input.ts';
import { sessionsOf } from '#features/sessions/use-cases/list-sessions.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

/** `?before=` (a session's id): the page of those made before it. */
export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => {
    const asked = plannedInput.safeParse({ session: event.url.searchParams.get('before') });
    const before = asked.success ? asked.data.session : undefined;
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      page: await sessionsOf(tx, member, before),
      newest: before === undefined,
      timeZone: person.timeZone,
      now: rondo().clock.now(),
    };
  });
