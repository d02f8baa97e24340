import { randomInt } from 'node:crypto';
import { localDay } from '#core/circles/local-day.ts';
import { nextRoundName } from '#core/matching/next-round-name.ts';
import { nextOpening } from '#core/matching/repeats.ts';
import { endOfDay } from '#core/time/end-of-day.ts';
import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { clearOldQuestions, noteForPeople } from '../store/notices.ts';
import { lockRound } from '../store/repairs.ts';
import { type EndedRound, insertNextRound, takeEndedRounds } from '../store/series.ts';
import { listRoundsToMend, listWaitingRounds, settleSilence } from '../store/silence.ts';
import { type RoundKey, takeOrphanedRounds, takeReadyRounds, takeReminders } from '../store/windows.ts';
import { askToRepair } from './ask-to-repair.ts';
import { askToMail } from './mail-notices.ts';

/**
 * What has to happen to rounds by itself as time goes by: reminders, days that are over, silence that becomes a no, rounds
 * that come again. Safe to repeat; what is due happens once.
 */
export async function keepRounds({ database, clock }: Pick<App, 'database' | 'clock'>): Promise<void> {
  await database.asWorker({}, callOrphanedOff);
  await database.asWorker({}, remindSilent);
  await database.asWorker({}, tellOrganisers);
  await settleSilentPlaces({ database });
  await database.asWorker({}, (tx) => openNextRounds(tx, clock.now()));
}

/** Tells who wanted to be in that a round whose organiser is gone for good is called off. */
async function callOrphanedOff(tx: Tx): Promise<void> {
  for (const { people, ...round } of await takeOrphanedRounds(tx))
    await tellAll(tx, round, { kind: 'round-withdrawn', people });
}

/** Reminds whoever has said nothing of a round that closes soon: once, and nobody else learns of it. */
async function remindSilent(tx: Tx): Promise<void> {
  for (const { people, ...round } of await takeReminders(tx))
    await tellAll(tx, round, { kind: 'round-reminder', people });
}

/** Tells organisers that there is nothing to wait for, and lets go of questions that nobody can answer any more. */
async function tellOrganisers(tx: Tx): Promise<void> {
  for (const { organiser, complete, ...round } of await takeReadyRounds(tx))
    await tellAll(tx, round, { kind: complete ? 'round-complete' : 'round-closed', people: [organiser] });
  await clearOldQuestions(tx);
}

/** Whoever said nothing in time is taken to have declined quietly; what is left of their circle is drawn anew by a job. */
async function settleSilentPlaces({ database }: Pick<App, 'database'>): Promise<void> {
  for (const round of await database.asWorker({}, listRoundsToMend))
    await database.asWorker({ organisationId: round.organisationId }, async (tx) => {
      await lockRound(tx, round);
      await settleSilence(tx, round);
      await askToRepair(tx, round);
    });
}

/**
 * Has circles that have not begun looked at again: meanwhile somebody may have entered hours, languages or a wish with which
 * they break a rule. By the hour, and with all others, so that it does not tell when somebody entered it.
 */
export async function lookAgain({ database }: Pick<App, 'database'>): Promise<void> {
  await database.asWorker({}, async (tx) => {
    for (const round of await listWaitingRounds(tx)) await askToRepair(tx, round);
  });
}

/** Opens the rounds that follow those that are over, with the same settings; everybody is asked afresh. */
async function openNextRounds(tx: Tx, now: Date): Promise<void> {
  for (const ended of await takeEndedRounds(tx)) {
    const { invited, ...round } = await insertNextRound(tx, ended, nextOf(ended, now));
    await tellAll(tx, round, { kind: 'round-opened', people: invited });
  }
}

function nextOf({ name, answerDays, repeats, zone, openedAt }: EndedRound, now: Date) {
  const lastDay = new Date(now.getTime() + answerDays * 86_400_000);
  const answersUntil = endOfDay(localDay(lastDay, zone), zone);
  return {
    name: nextRoundName(name),
    answersUntil,
    nextAt: nextOpening({ from: openedAt, repeats, zone }, answersUntil),
    seed: randomInt(2 ** 31 - 1),
  };
}

async function tellAll(tx: Tx, round: RoundKey, told: Parameters<typeof noteForPeople>[2]): Promise<void> {
  if (told.people.length === 0) return;
  await noteForPeople(tx, round, told);
  await askToMail(tx, { organisationId: round.organisationId, about: round.roundId });
}
