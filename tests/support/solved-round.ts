import { findRoundReader, type RoundOrganiser, type RoundReader } from '#features/matching/access.ts';
import { roundInput } from '#features/matching/input.ts';
import { answerRound } from '#features/matching/use-cases/answer-round.ts';
import { openRound } from '#features/matching/use-cases/open-round.ts';
import { askForSolve, solveRound } from '#features/matching/use-cases/solve-round.ts';
import type { Actor, Database, Tx } from '#server/database.ts';
import type { TestApp } from './app.ts';

/** One transaction of somebody who was invited to a round or opened it; throws for anybody else. */
export async function asRound<T>(
  database: Database,
  actor: Actor,
  roundId: string,
  work: (tx: Tx, organiser: RoundOrganiser) => Promise<T>,
): Promise<T> {
  return database.asPerson(actor, async (tx) => {
    const reader = await findRoundReader(tx, actor, roundId);
    if (!reader) throw new Error('not invited');
    return work(tx, reader as RoundReader as RoundOrganiser);
  });
}

/** A round that the first of these people opened, in which all said yes. */
export async function makeRound(
  database: Database,
  people: readonly Actor[],
  input: Record<string, unknown> = {},
): Promise<string> {
  const now = new Date();
  const [organiser] = people as [Actor, ...Actor[]];
  const soon = new Date(now.getTime() + 5 * 86_400_000).toISOString().slice(0, 10);
  const opened = await database.asPerson(organiser, (tx) =>
    openRound(
      tx,
      { ...organiser, timeZone: 'Europe/London' },
      { now, input: roundInput.parse({ name: 'Spring circles', answersUntil: soon, ...input }) },
    ),
  );
  if (!opened.ok) throw new Error(opened.reason);
  for (const person of people)
    await asRound(database, person, opened.roundId, (tx, reader) =>
      answerRound(tx, reader, { joining: true, now }),
    );
  return opened.roundId;
}

/** Asks for a solve and does what the job does; gives its number. */
export async function solveOnce(
  app: TestApp,
  actor: Actor,
  roundId: string,
  budget?: number,
): Promise<number> {
  const asked = await asRound(app.database, actor, roundId, askForSolve);
  if (!asked.ok) throw new Error(asked.reason);
  await solveRound(app, { organisationId: actor.organisationId, roundId, number: asked.number }, budget);
  return asked.number;
}
