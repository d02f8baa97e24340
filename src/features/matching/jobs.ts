import { z } from 'zod';
import type { App } from '#server/app.ts';
import { repairRound } from './use-cases/repair-round.ts';
import { solveRound } from './use-cases/solve-round.ts';

const solveInput = z.object({ organisationId: z.uuid(), roundId: z.uuid(), number: z.coerce.number().int() });
const repairInput = z.object({ organisationId: z.uuid(), roundId: z.uuid() });

/** The job `solve-round`: its payload is ids; whom somebody would rather not sit with is read when it runs. */
export async function solveRoundJob(app: App, payload: unknown): Promise<void> {
  await solveRound(app, solveInput.parse(payload));
}

/** The job `repair-round`, some time after somebody declined, so that the hour tells nothing. */
export async function repairRoundJob(app: App, payload: unknown): Promise<void> {
  await repairRound(app, repairInput.parse(payload));
}
