import { type CycleStanding, standInCycle } from '#core/circles/cycle.ts';
import type { CycleWords, DecisionWords } from '#core/circles/decision.ts';
import { localDay } from '#core/circles/local-day.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { Tx } from '#server/database.ts';
import { countSessionsSince, type DecisionRow, listAgreed, listStanding } from '../store/decisions.ts';

/** The question that is open, as each member reads it. */
export interface OpenDecision {
  id: string;
  words: DecisionWords;
  proposedBy: string;
  /** Members of now who have agreed. */
  agreed: string[];
}

/** What a circle has decided and is asked to decide. A circle that never decided anything has none of it. */
export interface DecisionsView {
  open?: OpenDecision;
  cycle?: CycleWords & { standing: CycleStanding; since: Date };
  /** Rests until this day (YYYY-MM-DD), while it lies ahead where the reader is. */
  restsUntil?: string;
  farewell?: { playbook: string; since: Date /** The last session was held. */; held: boolean };
  /** What colleagues may read. */
  opening?: Extract<DecisionWords, { kind: 'open' }>;
  /** The two circles that came out of this one. */
  into?: Extract<DecisionWords, { kind: 'split' }>['circles'];
}

export async function readDecisions(
  tx: Tx,
  member: CircleMember,
  { now, timeZone }: { now: Date; timeZone: string },
): Promise<DecisionsView> {
  const standing = await listStanding(tx, member);
  const settled = <K extends DecisionWords['kind']>(kind: K) =>
    standing.find((row): row is Settled<K> => row.words.kind === kind && row.settledAt !== undefined);
  const open = standing.find((row) => !row.settledAt);
  const [cycle, rest, farewell, opening, split] = [
    settled('cycle'),
    settled('rest'),
    settled('farewell'),
    settled('open'),
    settled('split'),
  ];
  const rests = rest && rest.words.until > localDay(now, timeZone) ? rest.words.until : undefined;
  return {
    ...(open && {
      open: {
        id: open.id,
        words: open.words,
        proposedBy: open.proposedBy,
        agreed: await listAgreed(tx, member, open.id),
      },
    }),
    ...(cycle && {
      cycle: {
        ...cycle.words,
        since: cycle.settledAt,
        standing: standInCycle({
          sessions: cycle.words.sessions,
          held: await countSessionsSince(tx, member, cycle.settledAt),
        }),
      },
    }),
    ...(rests && { restsUntil: rests }),
    ...(farewell && {
      farewell: {
        playbook: farewell.words.playbook,
        since: farewell.settledAt,
        held: (await countSessionsSince(tx, member, farewell.settledAt)) > 0,
      },
    }),
    ...(opening && { opening: opening.words }),
    ...(split && { into: split.words.circles }),
  };
}

type Settled<K> = DecisionRow & { words: Extract<DecisionWords, { kind: K }>; settledAt: Date };
