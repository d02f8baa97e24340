import {
  type Wanted,
  wantedForCard,
  wantedForPractice,
  wantedForProposal,
  wantedForSession,
} from '#core/nudges/wanted.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import { myOpenCards } from '#features/commitments/use-cases/read-board.ts';
import { practiceDue } from '#features/ladders/use-cases/practice-due.ts';
import { comingSessions } from '#features/sessions/use-cases/coming-sessions.ts';
import type { Actor, Tx } from '#server/database.ts';
import { listMoments } from '../store/moments.ts';
import { listProposals } from '../store/proposals.ts';

/** What a nudge is about, in words that its reader wrote or knows: never what others said. */
export interface Topic extends Wanted {
  /** The circle's name; empty for practice. */
  circle: string;
  /** The card's experiment; the skill's title for practice; otherwise empty. */
  words: string;
  /** Where on the card it is due. */
  context: string;
  /** Where on this site it leads. */
  path: string;
}

type Reader = Actor & { timeZone: string };

/**
 * Everything that somebody could be nudged about, read in their own name, so that row-level security decides what a mail to
 * them can hold. `now`: milliseconds since 1970.
 */
export async function gatherWanted(tx: Tx, reader: Reader, now: number): Promise<Topic[]> {
  const circles = (await circlesOf(tx, reader)).filter(({ closed }) => !closed);
  const names = new Map(circles.map(({ id, name }) => [id, name]));
  return [
    ...(await fromCards(tx, reader, names)),
    ...(await fromSessions(tx, reader, circles)),
    ...(await fromProposals(tx, reader, names)),
    ...(await fromPractice(tx, reader, now)),
  ];
}

async function fromCards(tx: Tx, reader: Reader, names: Map<string, string>): Promise<Topic[]> {
  const cards = (await myOpenCards(tx, reader)).filter((card) => names.has(card.circleId) && !card.outcome);
  const moments = await listMoments(
    tx,
    reader,
    cards.map(({ id }) => id),
  );
  return cards.flatMap((card) => {
    const moment = moments.get(card.id)?.getTime();
    const open = {
      ...{ id: card.id, createdAt: card.createdAt.getTime(), carriedOver: card.carriedOver },
      ...(card.dueOn && { dueOn: card.dueOn }),
      ...(moment !== undefined && { moment }),
    };
    const said = {
      ...{ circle: names.get(card.circleId) ?? '', words: card.experiment, context: card.context },
      path: `/circles/${card.circleId}/board`,
    };
    return wantedForCard(open, reader.timeZone).map((wanted) => ({ ...wanted, ...said }));
  });
}

async function fromSessions(
  tx: Tx,
  reader: Reader,
  circles: Awaited<ReturnType<typeof circlesOf>>,
): Promise<Topic[]> {
  const asked = circles.map(({ id, members }) => ({ id, people: members.length }));
  const coming = await comingSessions(tx, reader, asked);
  return circles.flatMap(({ id, name }) => {
    const session = coming.get(id);
    if (!session?.startsAt || session.live || session.missed) return [];
    const planned = { id: session.id, startsAt: session.startsAt.getTime() };
    const said = { circle: name, words: '', context: '', path: `/circles/${id}` };
    return [{ ...wantedForSession(planned, reader.timeZone), ...said }];
  });
}

async function fromProposals(tx: Tx, reader: Reader, names: Map<string, string>): Promise<Topic[]> {
  const proposals = await listProposals(tx, reader);
  return proposals.flatMap(({ id, key, circle_id, path, not_before }) => {
    const circle = names.get(circle_id);
    if (circle === undefined) return [];
    const kind = 'request-waiting' as const;
    const wanted = wantedForProposal({ id, kind, key, notBefore: not_before.getTime() });
    return [{ ...wanted, circle, words: '', context: '', path }];
  });
}

async function fromPractice(tx: Tx, reader: Reader, now: number): Promise<Topic[]> {
  const due = await practiceDue(tx, reader, now);
  if (!due) return [];
  const said = { circle: '', words: due.title, context: '', path: `/practice/${due.skill}` };
  return [{ ...wantedForPractice(due), ...said }];
}
