import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';
import { beginDraft, lockInDraft, moveInDraft, publishDraft, stepDraft } from '../store/drafts.ts';
import { type AskedForPlaces, askForPlaces } from './look-for-places.ts';
import { makeKnown } from './publish-round.ts';

/** One sentence for all that is refused: the table has changed, the place is not offered, circles are known. */
export type ChangedDraft = { ok: true } | { ok: false; reason: 'not-offered' | 'stale' };

const changed = (version: number | undefined, reason: 'not-offered' | 'stale'): ChangedDraft =>
  version === undefined ? { ok: false, reason } : { ok: true };

/** Takes a proposal as what is changed by hand. What was there before can be had back by undoing. */
export async function takeProposal(tx: Tx, organiser: RoundOrganiser, solve: number): Promise<ChangedDraft> {
  return changed(await beginDraft(tx, organiser, solve), 'stale');
}

/** Where somebody could sit; `version` is missing where nothing was changed by hand yet, and the proposal is taken first. */
export async function lookFrom(
  tx: Tx,
  organiser: RoundOrganiser,
  { solve, version, person }: { solve?: number | undefined; version?: number | undefined; person: string },
): Promise<AskedForPlaces> {
  const at = version ?? (solve === undefined ? undefined : await beginDraft(tx, organiser, solve));
  if (at === undefined) return { ok: false, reason: 'stale' };
  return askForPlaces(tx, organiser, { version: at, person });
}

/** Moves somebody to a place that a look offered. */
export async function movePerson(
  tx: Tx,
  organiser: RoundOrganiser,
  move: { version: number; look: number; place: number },
): Promise<ChangedDraft> {
  return changed(await moveInDraft(tx, organiser, move), 'not-offered');
}

/** A locked circle stays as it is: nobody is moved in or out, and it is kept when another proposal is made. */
export async function lockCircle(
  tx: Tx,
  organiser: RoundOrganiser,
  {
    solve,
    version,
    circle,
    hold,
  }: { solve?: number | undefined; version?: number | undefined; circle: number; hold: boolean },
): Promise<ChangedDraft> {
  const at = version ?? (solve === undefined ? undefined : await beginDraft(tx, organiser, solve));
  if (at === undefined) return { ok: false, reason: 'stale' };
  return changed(await lockInDraft(tx, organiser, { version: at, circle, hold }), 'stale');
}

/** Undoes one change, or does it again. */
export async function stepBackOrOn(
  tx: Tx,
  organiser: RoundOrganiser,
  step: { version: number; forward: boolean },
): Promise<ChangedDraft> {
  return changed(await stepDraft(tx, organiser, step), 'stale');
}

/** Makes the circles known as they were changed by hand. */
export async function publishByHand(tx: Tx, organiser: RoundOrganiser, version: number): Promise<boolean> {
  const published = await publishDraft(tx, organiser, version);
  if (published) await makeKnown(tx, organiser);
  return published;
}
