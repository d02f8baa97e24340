import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { planSession } from '#features/sessions/use-cases/plan-session.ts';
import type { Actor, Database } from '#server/database.ts';
import { asMember } from './circle.ts';

/** A session of the circle that is planned in an hour (or in `minutes`); answers its id. */
export async function planFor(
  database: Database,
  actor: Actor,
  circleId: string,
  minutes = 60,
): Promise<string> {
  const playbookText = readFileSync(join(import.meta.dirname, '../../library/live-drill.md'), 'utf8');
  const planned = await asMember(database, actor, circleId, (tx, member) =>
    planSession(tx, member, {
      playbookSlug: 'live-drill',
      playbookText,
      startsAt: new Date(Date.now() + minutes * 60_000),
      timeZone: 'Europe/London',
      oneDevice: false,
    }),
  );
  if (!planned.ok) throw new Error(planned.reason);
  return planned.sessionId;
}
