import { z } from 'zod';
import type { App } from '#server/app.ts';
import { keepRounds, lookAgain } from './use-cases/keep-rounds.ts';
import { lookForPlaces } from './use-cases/look-for-places.ts';
import { mailNotices } from './use-cases/mail-notices.ts';
import { repairRound } from './use-cases/repair-round.ts';
import { solveRound } from './use-cases/solve-round.ts';

const solveInput = z.object({ organisationId: z.uuid(), roundId: z.uuid(), number: z.coerce.number().int() });
const repairInput = z.object({ organisationId: z.uuid(), roundId: z.uuid() });

/** The job `solve-round`: its payload is ids; whom somebody would rather not sit with is read when it runs. */
export async function solveRoundJob(app: App, payload: unknown): Promise<void> {
  await solveRound(app, solveInput.parse(payload));
}

/** The job `repair-round`: when circles become known, by the hour, and some time after somebody declined, so that the hour tells nothing. */
export async function repairRoundJob(app: App, payload: unknown): Promise<void> {
  await repairRound(app, repairInput.parse(payload));
}

const aboutInput = z.object({ organisationId: z.uuid(), about: z.uuid() });

/** The job `mail-round-notices`: what stands on somebody's first page about a round goes to them by mail as well. */
export async function mailRoundNotices(app: App, payload: unknown): Promise<void> {
  await mailNotices(app, aboutInput.parse(payload));
}

/** The job `keep-rounds`, every five minutes: reminders, days that are over, and rounds that come again. */
export async function keepRoundsJob(app: App): Promise<void> {
  await keepRounds(app);
}

/** The job `look-at-circles-again`, by the hour. */
export async function lookAtCirclesAgain(app: App): Promise<void> {
  await lookAgain(app);
}

/** The job `look-for-places`: where somebody could sit is worked out where private wishes may be read, and only there. */
export async function lookForPlacesJob(app: App, payload: unknown): Promise<void> {
  await lookForPlaces(app, solveInput.parse(payload));
}
