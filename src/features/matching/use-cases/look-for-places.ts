import { createHmac } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { describeCircles } from '#core/matching/circles/describe-circle.ts';
import type { MatchedCircle } from '#core/matching/circles/matching-result.ts';
import { neighbourhoods } from '#core/matching/circles/neighbourhoods.ts';
import { type PairDraw, type PlaceGuard, usualGuard } from '#core/matching/circles/place-draw.ts';
import { circlesToLookAt, placesFor } from '#core/matching/circles/places-for.ts';
import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import type { RoundOrganiser } from '../access.ts';
import { readDraft } from '../store/drafts.ts';
import {
  answerLook,
  findLook,
  insertLook,
  type Look,
  type LookKey,
  matchingKey,
  type OfferedPlace,
} from '../store/looks.ts';
import { peopleForRound } from '../store/people-for-round.ts';
import { listFinishedSolves } from '../store/solves.ts';

export type AskedForPlaces = { ok: true; number: number } | { ok: false; reason: 'stale' | 'none-left' };

/** Asks where somebody could be moved to; the job answers, since only the worker may read what people keep to themselves. */
export async function askForPlaces(
  tx: Tx,
  organiser: RoundOrganiser,
  asked: { version: number; person: string },
): Promise<AskedForPlaces> {
  const number = await insertLook(tx, organiser, asked);
  if (typeof number !== 'number') return { ok: false, reason: number };
  const { organisationId, roundId } = organiser;
  if ((await findLook(tx, { organisationId, roundId, number }))?.places === undefined)
    await enqueueJob(tx, {
      task: 'look-for-places',
      payload: { organisationId, roundId, number: String(number) },
      key: `look-for-places:${roundId}:${number}`,
    });
  return { ok: true, number };
}

/** How an answer stands; without places it is not there yet. */
export function readLook(tx: Tx, organiser: RoundOrganiser, number: number): Promise<Look | undefined> {
  const { organisationId, roundId } = organiser;
  return findLook(tx, { organisationId, roundId, number });
}

/** How often an answer is looked for, in milliseconds: it is seen at a few times only, so that these say nothing. */
const pace = 150;
/** Times; after that the page is shown as it is, and asks again. */
const patience = 20;

/** Waits for an answer, in a transaction of its own each time. Undefined when it took too long. */
export async function awaitPlaces(
  read: () => Promise<Look | undefined>,
): Promise<Look['places'] | undefined> {
  for (let time = 0; time < patience; time += 1) {
    await wait(pace);
    const look = await read();
    if (look?.places) return look.places;
  }
  return undefined;
}

/**
 * What the job does. It reads the profiles of those people only whose circles are drawn for a look; that draw knows nothing
 * private. What is kept holds the places that are open, and no word of what is not. Safe to repeat. `guard` and `everywhere`
 * are for the test that switches protection off.
 */
export async function lookForPlaces(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  key: LookKey,
  { everywhere = false, ...guard }: Omit<PlaceGuard, 'draw'> & { everywhere?: boolean } = usualGuard,
): Promise<void> {
  const { organisationId } = key;
  await database.asWorker({ organisationId }, async (tx) => {
    const look = await findLook(tx, key);
    const draft = look && (await readDraft(tx, key, look.version));
    if (!look || !draft || look.places) return;
    const circles = draft.circles.map(({ members }) => [...members]);
    const seated = {
      circles,
      person: look.person,
      near: everywhere ? undefined : await nearTo(tx, key, circles, look.person),
    };
    const drawing = { ...guard, draw: secretDraw(await matchingKey(tx, organisationId)) };
    const home = circles.findIndex((circle) => circle.includes(look.person));
    const around = [home, ...circlesToLookAt(seated, drawing)].flatMap((at) => circles[at] ?? []);
    const only = home < 0 ? [look.person, ...around] : around;
    const given = await peopleForRound(tx, key, { now: clock.now(), only });
    if (!given) return;
    const kept = draft.locked.map((at) => ({ members: circles[at] ?? [], open: false }));
    const round = { ...given, kept };
    const places = placesFor(round, seated, drawing).map(({ circle, swapWith, circles }): OfferedPlace => {
      const [taken] = describeCircles(round, [circles[circle] ?? []]) as [MatchedCircle];
      if (home < 0) return { circle, taken };
      const [left] = describeCircles(round, [circles[home] ?? []]) as [MatchedCircle];
      return { home, circle, ...(swapWith === undefined ? {} : { swapWith }), left, taken };
    });
    await answerLook(tx, key, places);
  });
}

/** Whoever somebody may be brought together with; undefined, which is everybody, for whom no circle was found. */
async function nearTo(
  tx: Tx,
  key: LookKey,
  circles: readonly (readonly string[])[],
  person: string,
): Promise<readonly string[] | undefined> {
  const seated = circles.flat();
  if (!seated.includes(person)) return undefined;
  const proposals = await listFinishedSolves(tx, key);
  const areas = neighbourhoods(
    proposals.map(({ result }) => result.circles),
    seated,
  );
  return areas?.find((area) => area.includes(person));
}

/** Chance that nobody can foretell who does not have the key, the same for two people each time. */
function secretDraw(key: Buffer): PairDraw {
  return (about, one, other) => {
    const [first, second] = one < other ? [one, other] : [other, one];
    const hash = createHmac('sha256', key).update(`${about} ${first} ${second}`).digest();
    return hash.readUInt32BE(0) / 2 ** 32;
  };
}
