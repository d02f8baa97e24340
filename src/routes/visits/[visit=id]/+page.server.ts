import { error, fail, redirect } from '@sveltejs/kit';
import { signedIn } from '#features/people/access.ts';
import { strikeOwnWords } from '#features/sessions/use-cases/words-with-me.ts';
import { findVisitGuest, type VisitGuest } from '#features/visits/access.ts';
import { strikeInput, visitConsentInput } from '#features/visits/input.ts';
import { comeIn, consentAsGuest } from '#features/visits/use-cases/come-in.ts';
import { endVisit } from '#features/visits/use-cases/end-visit.ts';
import { readOwnVisit } from '#features/visits/use-cases/read-own-visits.ts';
import { rondo } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
  asGuest(event, async (tx, guest, timeZone) => ({
    ...(await readOwnVisit(tx, guest)),
    me: guest.personId,
    timeZone,
    now: rondo().clock.now(),
  }));

export const actions: Actions = {
  consent: async (event) => {
    const read = readForm(visitConsentInput, await event.request.formData());
    if (!read.ok) return fail(400, { reason: 'other-version' as const });
    const done = await asGuest(event, (tx, guest) => consentAsGuest(tx, guest, read.value.version));
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/visits/${event.params.visit}`);
  },
  enter: async (event) => {
    const done = await asGuest(event, (tx, guest) => comeIn(tx, guest));
    if (!done.ok) return fail(409, { reason: done.reason });
    redirect(303, `/sessions/${done.sessionId}/room`);
  },
  /** Whoever takes it back a second time has done so already. */
  end: async (event) => {
    const guest = await asGuest(event, async (_, found) => found);
    await endVisit(rondo(), guest, guest.visit.id);
    redirect(303, `/visits/${event.params.visit}`);
  },
  strike: async (event) => {
    const read = readForm(strikeInput, await event.request.formData());
    await asGuest(event, async (tx, guest) => {
      const { sessionId } = guest.visit;
      if (read.ok && sessionId && guest.visit.ended)
        await strikeOwnWords(tx, guest, { sessionId, ...read.value });
    });
    redirect(303, `/visits/${event.params.visit}`);
  },
};

/** One transaction of the visit's guest; everybody else meets "not found", whether there is such a visit or not. */
async function asGuest<T>(
  event: RequestEvent | Parameters<PageServerLoad>[0],
  work: (tx: Tx, guest: VisitGuest, timeZone: string) => Promise<T>,
): Promise<T> {
  const actor = signedIn(event);
  return rondo().database.asPerson(actor, async (tx) => {
    const guest = await findVisitGuest(tx, actor, event.params.visit);
    if (!guest) error(404);
    return work(tx, guest, actor.timeZone);
  });
}
