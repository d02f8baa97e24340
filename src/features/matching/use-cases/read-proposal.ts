import { type CircleEffect, circleEffect } from '#core/matching/circle-effect.ts';
import type { MatchedCircle, Unplaced } from '#core/matching/circles/matching-result.ts';
import { mostLooks } from '#core/matching/circles/place-draw.ts';
import type { Tx } from '#server/database.ts';
import type { RoundOrganiser } from '../access.ts';
import { listNames } from '../store/answers.ts';
import { canGoForward, type Draft, readDraft } from '../store/drafts.ts';
import { countLooks, findLook, type OfferedPlace } from '../store/looks.ts';
import { readRound } from '../store/round.ts';
import { listFinishedSolves } from '../store/solves.ts';
import { titlesOf } from './name-skills.ts';

/** Which circles are shown: one of the solves, or what was made of one by hand. */
export type ProposalName = number | 'hand';

/** What a change did to the circles that it touched, counted from 0. */
export interface TouchedCircle extends CircleEffect {
  circle: number;
}

/** A place that somebody is offered, with what it would do. */
export interface ShownPlace extends Pick<OfferedPlace, 'circle' | 'home' | 'swapWith'> {
  touched: TouchedCircle[];
}

/** Everything that the page of a proposal shows; undefined where there is none of that name. */
export async function readProposal(
  tx: Tx,
  organiser: RoundOrganiser,
  { name, look }: { name?: ProposalName | undefined; look?: number | undefined },
) {
  const round = await readRound(tx, organiser);
  const solves = await listFinishedSolves(tx, organiser);
  const draft = await readDraft(tx, organiser);
  const shown = name ?? (draft ? 'hand' : solves.at(-1)?.number);
  const found = shown === 'hand' ? draft : solves.find(({ number }) => number === shown)?.result;
  if (shown === undefined || !found) return undefined;
  const byHand = shown === 'hand' ? draft : undefined;
  const places = byHand && look !== undefined ? await readLook(tx, organiser, byHand, look) : undefined;
  const looked = places?.places?.flatMap(({ left, taken }) => (left ? [left, taken] : [taken])) ?? [];
  return {
    round: { id: round.id, name: round.name, publishedAt: round.publishedAt },
    shown,
    /** Whether something can be moved here: the draft, or a proposal while there is none. */
    open: round.publishedAt === undefined && (shown === 'hand' || !draft),
    proposals: [...solves.map(({ number }): ProposalName => number), ...(draft ? ['hand' as const] : [])],
    circles: found.circles,
    unplaced: found.unplaced,
    within: 'within' in found ? found.within : undefined,
    locked: byHand?.locked ?? [],
    hand: byHand && {
      version: byHand.version,
      solve: byHand.solve,
      back: byHand.previous !== undefined,
      forward: await canGoForward(tx, organiser, byHand.version),
      change: byHand.change,
      touched: await touchedBy(tx, organiser, byHand),
    },
    look: places && {
      number: places.number,
      person: places.person,
      places: places.places?.map((place) => shownPlace(byHand?.circles ?? [], place)),
    },
    looks: {
      used: await countLooks(tx, organiser),
      most: mostLooks(found.circles.reduce((sum, { members }) => sum + members.length, 0)),
    },
    names: await namesIn(tx, organiser, found),
    skills: await titlesOf(tx, organiser, [...found.circles, ...looked]),
  };
}

/** Two proposals beside each other; undefined where one of them is not there. */
export async function readTwoProposals(
  tx: Tx,
  organiser: RoundOrganiser,
  { one, other }: { one?: ProposalName | undefined; other?: ProposalName | undefined },
) {
  const round = await readRound(tx, organiser);
  const solves = await listFinishedSolves(tx, organiser);
  const draft = await readDraft(tx, organiser);
  const proposals = [
    ...solves.map(({ number }): ProposalName => number),
    ...(draft ? ['hand' as const] : []),
  ];
  const pick = (name: ProposalName | undefined, usual: ProposalName | undefined) => {
    const chosen = name !== undefined && proposals.includes(name) ? name : usual;
    const found = chosen === 'hand' ? draft : solves.find(({ number }) => number === chosen)?.result;
    return chosen !== undefined && found
      ? { name: chosen, circles: found.circles, unplaced: found.unplaced }
      : undefined;
  };
  const [first, second] = [pick(one, proposals.at(-2) ?? proposals.at(-1)), pick(other, proposals.at(-1))];
  if (!first || !second) return undefined;
  return {
    round: { id: round.id, name: round.name },
    proposals,
    first,
    second,
    names: { ...(await namesIn(tx, organiser, first)), ...(await namesIn(tx, organiser, second)) },
  };
}

/** A look counts only for the table that it was made at, or one that is the same. */
async function readLook(tx: Tx, organiser: RoundOrganiser, draft: Draft, number: number) {
  const { organisationId, roundId } = organiser;
  const look = await findLook(tx, { organisationId, roundId, number });
  if (!look) return undefined;
  if (look.version === draft.version) return look;
  const then = await readDraft(tx, organiser, look.version);
  const same =
    JSON.stringify([then?.circles, then?.locked]) === JSON.stringify([draft.circles, draft.locked]);
  return same ? look : undefined;
}

function shownPlace(circles: readonly MatchedCircle[], place: OfferedPlace): ShownPlace {
  const { circle, home, swapWith, left, taken } = place;
  const leaving = home !== undefined && left ? [[home, left] as const] : [];
  return {
    circle,
    ...(home === undefined ? {} : { home }),
    ...(swapWith === undefined ? {} : { swapWith }),
    touched: touched(circles, [[circle, taken], ...leaving]),
  };
}

async function touchedBy(
  tx: Tx,
  organiser: RoundOrganiser,
  { change, circles, previous }: Draft,
): Promise<TouchedCircle[]> {
  if (change.kind !== 'move' || previous === undefined) return [];
  const before = await readDraft(tx, organiser, previous);
  const after = [change.circle, change.home].flatMap((at) => {
    const circle = at === undefined ? undefined : circles[at];
    return at !== undefined && circle ? [[at, circle] as const] : [];
  });
  return before ? touched(before.circles, after) : [];
}

function touched(
  before: readonly MatchedCircle[],
  after: readonly (readonly [number, MatchedCircle])[],
): TouchedCircle[] {
  return after.flatMap(([circle, then]) => {
    const was = before[circle];
    return was ? [{ circle, ...circleEffect(was, then) }] : [];
  });
}

function namesIn(
  tx: Tx,
  organiser: RoundOrganiser,
  { circles, unplaced }: { circles: readonly MatchedCircle[]; unplaced: readonly Unplaced[] },
) {
  return listNames(tx, organiser, [
    ...circles.flatMap(({ members }) => members),
    ...unplaced.map(({ person }) => person),
  ]);
}
