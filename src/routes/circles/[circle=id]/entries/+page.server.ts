import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { listToldEntries } from '#features/journal/use-cases/read-told-entry.ts';
import { listToldSignals } from '#features/signals/use-cases/read-signals.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, person) => {
    const circle = await findCircle(tx, member);
    const entries = await listToldEntries(tx, member);
    return {
      circle: { id: member.circleId, name: circle.name },
      entries,
      signals: await listToldSignals(tx, member),
      zone: person.timeZone,
      now: rondo().clock.now(),
    };
  });
