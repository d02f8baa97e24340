import type { Actor, Tx } from '#server/database.ts';
import type { RoundOrganiser, RoundReader } from '../access.ts';
import { listJoining, readOwnAnswer } from '../store/answers.ts';
import { countCircles, findOwnPlace } from '../store/circles.ts';
import { countInvited, listRounds, readRound } from '../store/round.ts';
import { listSolves } from '../store/solves.ts';

/** Rounds that somebody opened or was invited to. */
export async function roundsOf(tx: Tx, actor: Actor) {
  const rounds = await listRounds(tx, actor);
  return rounds.map(({ seed: _seed, ...round }) => ({ ...round, mine: round.openedBy === actor.personId }));
}

/** What the page of a round shows to an invited person; the organiser's half only to the organiser. */
export async function readRoundPage(tx: Tx, reader: RoundReader) {
  const { seed: _seed, ...round } = await readRound(tx, reader);
  const place = round.publishedAt ? await findOwnPlace(tx, reader) : undefined;
  return {
    round,
    invited: reader.invited,
    answer: await readOwnAnswer(tx, reader),
    placed: place !== undefined,
    organiser: reader.organises ? await readOrganising(tx, reader as RoundOrganiser) : undefined,
  };
}

async function readOrganising(tx: Tx, organiser: RoundOrganiser) {
  const solves = await listSolves(tx, organiser);
  return {
    joining: await listJoining(tx, organiser),
    invited: await countInvited(tx, organiser),
    solves: solves.map(({ result, ...solve }) => ({
      ...solve,
      circles: result?.circles.length ?? 0,
      unplaced: result?.unplaced.length ?? 0,
    })),
    published: await countCircles(tx, organiser),
  };
}

/** One proposal with the names of those in it; undefined where that solve has none. */
export async function readProposal(tx: Tx, organiser: RoundOrganiser, number: number) {
  const solve = (await listSolves(tx, organiser)).find((each) => each.number === number);
  if (!solve?.result) return undefined;
  const round = await readRound(tx, organiser);
  const names = Object.fromEntries((await listJoining(tx, organiser)).map(({ id, name }) => [id, name]));
  return {
    round: { id: round.id, name: round.name, publishedAt: round.publishedAt },
    number,
    names,
    ...solve.result,
  };
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
    place: round.publishedAt ? await findOwnPlace(tx, reader) : undefined,
    answer: await readOwnAnswer(tx, reader),
  };
}
