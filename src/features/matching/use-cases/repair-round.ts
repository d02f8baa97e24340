import type { MatchedCircle } from '#core/matching/circles/matching-result.ts';
import type { App } from '#server/app.ts';
import { JobFailure } from '#server/jobs.ts';
import { type DrawnRound, lockRound, readDrawnRound, redraw } from '../store/repairs.ts';
import { askToMail } from './mail-notices.ts';
import { matchInThread } from './match-in-thread.ts';

/** Answers that come while circles are drawn anew void the drawing; then it is made again. */
const attempts = 3;

/**
 * What the job does after somebody declined: as few circles as possible are drawn anew, founded ones never. Nobody is told
 * who declined, neither here nor on any page. Safe to repeat.
 */
export async function repairRound(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  round: { organisationId: string; roundId: string },
): Promise<void> {
  const { organisationId } = round;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await database.asWorker({ organisationId }, (tx) => readDrawnRound(tx, round));
    const loose = before.circles.filter(({ members }) => members.some((id) => before.declined.includes(id)));
    if (loose.length === 0) return;
    const mend = {
      circles: before.circles.map(({ members }) => members),
      left: before.declined,
      joined: before.leftOver,
      kept: foundedOf(before),
    };
    const request = { organisationId, roundId: round.roundId, now: clock.now(), mend };
    const result = await matchInThread(database, { request });
    if (!result) return;
    const settled = await database.asWorker({ organisationId }, async (tx) => {
      await lockRound(tx, round);
      if (JSON.stringify(await readDrawnRound(tx, round)) !== JSON.stringify(before)) return false;
      await redraw(tx, round, { ...difference(before, result.circles), unplaced: result.unplaced });
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

/** What stays has the same members, whatever their order; everything else is drawn anew. */
function difference(before: DrawnRound, after: readonly MatchedCircle[]) {
  const keyOf = (members: readonly string[]) => [...members].sort().join(' ');
  const stays = new Set(after.map(({ members }) => keyOf(members)));
  const stood = new Set(before.circles.map(({ members }) => keyOf(members)));
  return {
    replaced: before.circles
      .filter(({ members, founded }) => !founded && !stays.has(keyOf(members)))
      .map(({ id }) => id),
    drawn: after.filter(({ members }) => !stood.has(keyOf(members))),
  };
}
