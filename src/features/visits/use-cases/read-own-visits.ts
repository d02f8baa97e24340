import type { KeptWords } from '#core/session/view-after.ts';
import { readWordsWithMe } from '#features/sessions/use-cases/words-with-me.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { VisitGuest } from '../access.ts';
import {
  findVisitTo,
  listOwnVisits,
  type OwnVisit,
  readVisitedAgreement,
  readVisitedSession,
  type VisitedAgreement,
} from '../store/own-visits.ts';

/** A visit as its guest sees it. */
export interface VisitView {
  visit: OwnVisit;
  /** Once everyone agreed. */
  session?: { startsAt?: Date; state: 'ahead' | 'open' };
  agreement?: VisitedAgreement & { consented: boolean };
  /** The day that a guest can note: they asked to come or accepted, all agreed, and its session lies ahead. */
  day?: Date;
  /** Afterwards: what they said there, and what was said to them by name; nothing else of it. */
  kept: { row: KeptWords; author: string }[];
}

/** Visits that somebody asked for, as their guest. */
export async function listMyVisits(tx: Tx, actor: Actor): Promise<OwnVisit[]> {
  return listOwnVisits(tx, actor);
}

export async function readOwnVisit(tx: Tx, guest: VisitGuest): Promise<VisitView> {
  const { visit } = guest;
  if (visit.ended) {
    const { sessionId } = visit;
    return { visit, kept: sessionId ? await readWordsWithMe(tx, guest, sessionId) : [] };
  }
  if (!visit.agreed) return { visit, kept: [] };
  const session = await readVisitedSession(tx, visit.id);
  const agreement = await readVisitedAgreement(tx, visit.id);
  const consented = agreement !== undefined && visit.consentedVersion === agreement.version;
  const ahead = session?.status === 'planned';
  const day = ahead && !visit.closed && (consented || !visit.invited) ? session.startsAt : undefined;
  return {
    visit,
    ...(session && {
      session: {
        ...(session.startsAt && { startsAt: session.startsAt }),
        state: ahead ? ('ahead' as const) : ('open' as const),
      },
    }),
    ...(agreement && { agreement: { ...agreement, consented } }),
    ...(day && { day }),
    kept: [],
  };
}

/** The reader's own visit to a session, whatever became of it: where a room or a page of it leads whose guest they were. */
export async function visitToSession(tx: Tx, actor: Actor, sessionId: string): Promise<string | undefined> {
  return findVisitTo(tx, actor, sessionId);
}
