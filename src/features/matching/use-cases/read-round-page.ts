import { type Obstacle, obstaclesOf } from '#core/matching/obstacles.ts';
import { stopsLeft } from '#core/matching/stops-left.ts';
import { readLanguages } from '#features/people/use-cases/tell-languages.ts';
import type { Actor, Tx } from '#server/database.ts';
import type { RoundOrganiser, RoundReader } from '../access.ts';
import { listJoining, listNames, readOwnAnswer } from '../store/answers.ts';
import { countCircles, findOwnPlace, wasSilent } from '../store/circles.ts';
import { lockedIn, readDraft } from '../store/drafts.ts';
import { countInvited, listRounds, type Round, readRound } from '../store/round.ts';
import { listSolves, listUnplaced } from '../store/solves.ts';

/** How many of those who want to be in a round's page names. */
const namesShown = 200;

/** Rounds that somebody opened or was invited to. */
export async function roundsOf(tx: Tx, actor: Actor) {
  const rounds = await listRounds(tx, actor);
  return rounds.map(({ seed: _seed, ...round }) => ({ ...round, mine: round.openedBy === actor.personId }));
}

/** What the page of a round shows to an invited person; the organiser's half only to the organiser. */
export async function readRoundPage(tx: Tx, reader: RoundReader) {
  const { seed: _seed, ...round } = await readRound(tx, reader);
  const place = round.publishedAt ? await findOwnPlace(tx, reader, round) : undefined;
  return {
    round,
    invited: reader.invited,
    /** Told no language, so that the engine takes English: nobody is to be surprised by that. */
    englishAssumed: reader.invited && (await readLanguages(tx, reader)).languages.length === 0,
    answer: await readOwnAnswer(tx, reader),
    place: place && {
      repliesUntil: place.repliesUntil,
      waits: place.accepted === undefined && place.circleId === undefined,
    },
    organiser: reader.organises ? await readOrganising(tx, reader as RoundOrganiser, round) : undefined,
  };
}

async function readOrganising(
  tx: Tx,
  organiser: RoundOrganiser,
  round: Pick<Round, 'size' | 'commonHalfHours'>,
) {
  const solves = await listSolves(tx, organiser);
  const joining = await listJoining(tx, organiser);
  const obstacles = obstaclesOf({
    ...round,
    joining: joining.map(({ id }) => id),
    locked: lockedIn(await readDraft(tx, organiser)),
    unplaced: await listUnplaced(tx, organiser),
  });
  return {
    // A page that is read again each second does not carry thousands of names.
    joining: joining.slice(0, namesShown),
    joiningCount: joining.length,
    names: await namesIn(tx, organiser, obstacles),
    invited: await countInvited(tx, organiser),
    solves,
    stopsLeft: stopsLeft(solves),
    obstacles,
    published: await countCircles(tx, organiser),
  };
}

/** Of whom the sentences about obstacles speak. */
function namesIn(tx: Tx, organiser: RoundOrganiser, obstacles: readonly Obstacle[]) {
  const spoken = obstacles.flatMap((each) => ('people' in each ? each.people : []));
  return listNames(tx, organiser, [...new Set(spoken)]);
}

/** The circle that was drawn for somebody, and why there is none where there is none. */
export async function readOwnCircle(tx: Tx, reader: RoundReader) {
  const round = await readRound(tx, reader);
  return {
    round: {
      id: round.id,
      name: round.name,
      cadence: round.cadence,
      published: round.publishedAt !== undefined,
    },
    place: round.publishedAt ? await findOwnPlace(tx, reader, round) : undefined,
    answer: await readOwnAnswer(tx, reader),
    silent: round.publishedAt ? await wasSilent(tx, reader) : false,
  };
}
