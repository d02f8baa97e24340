import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';
import { publishSolve } from '../store/solves.ts';
import { askToRepair } from './ask-to-repair.ts';
import { askToMail } from './mail-notices.ts';

/** Makes one proposal known to everybody who is in. False: another one is known already, or this one has no circle. */
export async function publishRound(tx: Tx, organiser: RoundOrganiser, solve: number): Promise<boolean> {
  const published = await publishSolve(tx, organiser, solve);
  if (published) await makeKnown(tx, organiser);
  return published;
}

/** Somebody may have entered a rule since the circles were worked out: they are looked at once more, before anybody is told. */
export async function makeKnown(tx: Tx, { organisationId, roundId }: RoundOrganiser): Promise<void> {
  await askToRepair(tx, { organisationId, roundId });
  await askToMail(tx, { organisationId, about: roundId });
}
