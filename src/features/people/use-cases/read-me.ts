import type { App } from '#server/app.ts';
import type { SignedIn } from '../access.ts';
import { listUnseenNotices } from '../store/notice.ts';
import { findEmail, findPerson, findPreferences, listColleagues } from '../store/person.ts';
import { cuesOf } from './read-cues.ts';

/** Everything that a person's own page shows. */
export async function readMe({ database }: Pick<App, 'database'>, actor: SignedIn) {
  return database.asPerson(actor, async (tx) => {
    const person = await findPerson(tx, actor);
    const preferences = await findPreferences(tx, actor);
    const notices = await listUnseenNotices(tx, actor);
    return {
      organisation: person.organisation,
      profile: {
        name: person.name,
        pronouns: person.pronouns ?? '',
        timeZone: person.time_zone,
        languages: person.languages,
        managerId: person.manager_id ?? '',
      },
      email: await findEmail(tx, actor),
      colleagues: actor.applicant ? [] : await listColleagues(tx, actor),
      cues: cuesOf(preferences),
      theme: preferences?.theme ?? 'system',
      notices: notices.map(({ id, kind, facts, created_at }) => ({
        id,
        kind,
        at: created_at,
        ...circleOf(facts),
      })),
    };
  });
}

/** The circle or round that a notice tells of, by its name then, and the id of where it leads. */
function circleOf(facts: unknown): { circle?: string; about?: string } {
  const { circle, about } = (facts ?? {}) as { circle?: unknown; about?: unknown };
  return {
    ...(typeof circle === 'string' && { circle }),
    ...(typeof about === 'string' && { about }),
  };
}
