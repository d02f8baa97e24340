import type { Outcome } from '#core/commitments/outcome.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { type Member, membersOf } from '#features/circles/use-cases/list-members.ts';
import { allAnswered } from '#server/all-answered.ts';
import type { Actor, Tx } from '#server/database.ts';
import {
  type CardRow,
  listBoardCards,
  listFormerCards,
  listMyOpenCards,
  listOwnersWithFormer,
} from '../store/cards.ts';
import {
  listSightings,
  listSightingsOfMyOpen,
  listSightingsOnBoard,
  type SightingRow,
} from '../store/sightings.ts';

/** A card as the circle sees it. */
export interface BoardCard {
  id: string;
  circleId: string;
  experiment: string;
  behaviour: string;
  context: string;
  criterion: string;
  assumption: string;
  /** What would change its owner's mind. */
  evidence: string;
  /** Grows with each change, for forms that rewrite it. */
  version: number;
  /** YYYY-MM-DD. */
  dueOn?: string;
  createdAt: Date;
  carriedOver: number;
  outcome?: Outcome;
  note: string;
  /** How it felt, 1 to 4. */
  feeling?: number;
  sightings: Sighting[];
  /** More was seen of it than is here; its own page shows all. */
  moreSeen: boolean;
}

export interface Sighting {
  id: string;
  author: string;
  text: string;
  seenAt: Date;
  /** Its author strikes it, and so does the owner of the card. */
  mayStrike: boolean;
}

/** One place on the board. */
export interface BoardPlace {
  member: Member;
  mine: boolean;
  card?: BoardCard;
  hasFormer: boolean;
  /** Only for the one whose former cards were asked for. */
  former?: { cards: BoardCard[]; older?: string };
}

const formerOnAPage = 8;
/** Of each card, the newest: what was seen is kind, and a wall of it is not read. */
const seenOnABoard = 8;
/** Of my open cards together, for pages that show the newest few. */
const seenOfMyOpen = 40;

/**
 * The board: my own place first, then by seat. Its cost does not grow with the circle's past: former cards are read for
 * one person and one page at a time, and only when asked for.
 */
export async function readBoard(
  tx: Tx,
  member: CircleMember,
  past?: { owner: string; before?: string | undefined },
): Promise<BoardPlace[]> {
  const [members, rows, seen, owners] = await allAnswered([
    membersOf(tx, member),
    listBoardCards(tx, member),
    listSightingsOnBoard(tx, member, seenOnABoard),
    listOwnersWithFormer(tx, member),
  ]);
  const withFormer = new Set(owners);
  const asked = past && members.some(({ id }) => id === past.owner) ? past : undefined;
  const former = asked && (await readFormer(tx, member, asked));
  const show = withSightings(member, seen, seenOnABoard);
  const places = members.map((each): BoardPlace => {
    const row = rows.find(({ owner_id }) => owner_id === each.id);
    return {
      member: each,
      mine: each.id === member.personId,
      ...(row ? { card: show(row) } : {}),
      hasFormer: withFormer.has(each.id),
      ...(former && asked?.owner === each.id ? { former } : {}),
    };
  });
  return places.sort((one, other) => Number(other.mine) - Number(one.mine));
}

async function readFormer(
  tx: Tx,
  member: CircleMember,
  asked: { owner: string; before?: string | undefined },
): Promise<NonNullable<BoardPlace['former']>> {
  const { cards, more } = await listFormerCards(tx, member, { ...asked, limit: formerOnAPage });
  const older = more ? cards.at(-1)?.id : undefined;
  const show = await cardsWithSightings(tx, member, cards);
  return { cards: cards.map(show), ...(older ? { older } : {}) };
}

/** My cards that are open in any circle, with what was seen of them; newest first. For the page of the day. */
export async function myOpenCards(tx: Tx, actor: Actor): Promise<BoardCard[]> {
  const [rows, seen] = await allAnswered([
    listMyOpenCards(tx, actor),
    listSightingsOfMyOpen(tx, actor, seenOfMyOpen),
  ]);
  return rows.map(withSightings(actor, seen, seenOfMyOpen));
}

/** Answers how to show each of these rows, with the newest `most` that were seen of it. */
export async function cardsWithSightings(tx: Tx, reader: Actor, rows: CardRow[], most = seenOnABoard) {
  const cards = rows.map(({ id }) => id);
  return withSightings(reader, await listSightings(tx, reader, { cards, most }), most);
}

/** Answers how to show each of these rows, with the newest `most` of what was seen. */
export function withSightings(reader: Actor, seen: SightingRow[], most: number) {
  const of = (row: CardRow) => seen.filter(({ commitment_id }) => commitment_id === row.id);
  return (row: CardRow): BoardCard => ({
    id: row.id,
    circleId: row.circle_id,
    experiment: row.experiment,
    behaviour: row.behaviour,
    context: row.context,
    criterion: row.criterion,
    assumption: row.assumption,
    evidence: row.evidence,
    version: row.version,
    ...(row.due_on ? { dueOn: row.due_on } : {}),
    createdAt: row.created_at,
    carriedOver: row.carried_over,
    ...(row.outcome ? { outcome: row.outcome as Outcome } : {}),
    note: row.outcome_note,
    ...(row.self_rating ? { feeling: row.self_rating } : {}),
    sightings: of(row)
      .slice(0, most)
      .map((each) => ({
        id: each.id,
        author: each.author,
        text: each.text,
        seenAt: each.seen_at,
        mayStrike: each.author_id === reader.personId || row.owner_id === reader.personId,
      })),
    moreSeen: of(row).length > most,
  });
}
