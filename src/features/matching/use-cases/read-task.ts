import { neighbourhoods } from '#core/matching/circles/neighbourhoods.ts';
import type { RoundChange } from '#core/matching/circles/repair-circles.ts';
import type { KeptCircle, MatchRound } from '#core/matching/circles/round.ts';
import type { Tx } from '#server/database.ts';
import { lockedIn, readDraft } from '../store/drafts.ts';
import { peopleForRound } from '../store/people-for-round.ts';
import { listFinishedSolves } from '../store/solves.ts';

/** What is to be matched, by ids. */
export interface MatchingRequest {
  organisationId: string;
  roundId: string;
  now: Date;
  /** Mend these circles instead of forming new ones; `kept` stay as they are. */
  mend?: RoundChange & { kept: readonly KeptCircle[] };
}

/** What the engine is given. It holds private wishes: it stays in memory, in the thread that matches. */
export interface MatchingTask {
  round: MatchRound;
  /** Neighbourhoods within which circles are formed. */
  areas?: readonly (readonly string[])[] | undefined;
  change?: RoundChange;
}

/**
 * Reads it in the worker's transaction. Circles that are locked by hand stay, and after the first proposal people stay within
 * their neighbourhoods. Undefined: no such round, or one that was withdrawn.
 */
export async function readTask(tx: Tx, request: MatchingRequest): Promise<MatchingTask | undefined> {
  const { mend, now } = request;
  const round = await peopleForRound(tx, request, { now, without: mend?.left ?? [] });
  if (!round) return undefined;
  if (mend) return { round: { ...round, kept: mend.kept }, change: mend };
  const ids = round.people.map(({ id }) => id);
  const proposals = await listFinishedSolves(tx, request);
  return {
    round: { ...round, kept: await lockedCircles(tx, request, ids) },
    areas: neighbourhoods(
      proposals.map(({ result }) => result.circles),
      ids,
    ),
  };
}

/** Circles that are locked, as far as everybody in them still wants to be in. */
async function lockedCircles(
  tx: Tx,
  request: MatchingRequest,
  people: readonly string[],
): Promise<KeptCircle[]> {
  const there = new Set(people);
  return lockedIn(await readDraft(tx, request))
    .filter(({ members }) => members.length > 0 && members.every((id) => there.has(id)))
    .map(({ members }) => ({ members, open: false }));
}
