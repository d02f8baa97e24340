import type { MatchingResult } from '#core/matching/circles/matching-result.ts';
import type { App } from '#server/app.ts';
import { JobFailure } from '#server/jobs.ts';
import { type DrawnRound, lockRound, readDrawnRound, redraw } from '../store/repairs.ts';
import { askToMail } from './mail-notices.ts';
import { matchInThread } from './match-in-thread.ts';

/** A no or a founding that comes while circles are drawn anew voids the drawing; then it is made again. */
const attempts = 3;

/**
 * What the job does after somebody declined, when circles become known, and each hour until they have begun: those with
 * somebody who declined, and those that break a rule by now, are drawn anew, as few others as possible, founded ones never.
 * Nobody is told who declined or which rule it was, neither here nor on any page. Safe to repeat.
 */
export async function repairRound(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  round: { organisationId: string; roundId: string },
): Promise<void> {
  const { organisationId } = round;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await database.asWorker({ organisationId }, (tx) => readDrawnRound(tx, round));
    if (before.circles.every(({ founded }) => founded)) return;
    const mend = {
      circles: before.circles.map(({ members }) => members),
      left: before.declined,
      joined: [],
      waiting: before.leftOver,
      accepted: before.accepted,
      kept: foundedOf(before),
    };
    const request = { organisationId, roundId: round.roundId, now: clock.now(), mend };
    const result = await matchInThread(database, { request });
    if (!result) return;
    const drawing = difference(before, result);
    if (drawing.replaced.length === 0) return;
    const settled = await database.asWorker({ organisationId }, async (tx) => {
      await lockRound(tx, round);
      if (asDrawn(await readDrawnRound(tx, round)) !== asDrawn(before)) return false;
      await redraw(tx, round, drawing);
      await askToMail(tx, { organisationId, about: round.roundId });
      return true;
    });
    if (settled) return;
  }
  throw new JobFailure('a round changed each time while it was drawn anew');
}

function foundedOf({ circles }: DrawnRound) {
  return circles.filter(({ founded }) => founded).map(({ members }) => ({ members, open: false }));
}

/** What a drawing depends on. A further yes only makes a circle dearer; with the last one it is founded. */
function asDrawn({ circles, declined, leftOver }: DrawnRound): string {
  return JSON.stringify({ circles, declined, leftOver });
}

/** What stays has the same members, whatever their order; everything else is drawn anew, but never with people of a founded circle. */
function difference(before: DrawnRound, { circles, unplaced }: Pick<MatchingResult, 'circles' | 'unplaced'>) {
  const keyOf = (members: readonly string[]) => [...members].sort().join(' ');
  const stays = new Set(circles.map(({ members }) => keyOf(members)));
  const stood = new Set(before.circles.map(({ members }) => keyOf(members)));
  const begun = new Set(foundedOf(before).flatMap(({ members }) => members));
  return {
    replaced: before.circles
      .filter(({ members, founded }) => !founded && !stays.has(keyOf(members)))
      .map(({ id }) => id),
    drawn: circles.filter(
      ({ members }) => !stood.has(keyOf(members)) && !members.some((id) => begun.has(id)),
    ),
    unplaced: unplaced.filter(({ person }) => !begun.has(person)),
  };
}
