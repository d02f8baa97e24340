import { sql } from 'kysely';
import { counted } from '#core/sharing/counted.ts';
import type { Actor, Tx } from '#server/database.ts';
import { findOpenShare, type Item } from '../store/shares.ts';
import { setDial } from './set-dial.ts';

export interface Counted {
  /** Whether I am one of those who may be counted. */
  mine: boolean;
  /** How many of them practised in the month; undefined where they are too few to be told. */
  practised: number | undefined;
}

/** A month, from its first instant to before the next one's. */
export interface Span {
  from: Date;
  before: Date;
}

/** How many of those who count themselves in practised, and whether I am among those who are asked. Nothing else is counted. */
export async function readCounted(tx: Tx, actor: Actor, { from, before }: Span): Promise<Counted> {
  const mine = await findOpenShare(tx, actor, practiceOf(actor));
  const { rows } = await sql<{
    people: number | null;
  }>`SELECT count_practised(${from}, ${before}) AS people`.execute(tx);
  return { mine: mine !== undefined, practised: counted(rows[0]?.people ?? 0) };
}

/** Lets me be counted, or no longer: from the end of this transaction on. */
export async function countMeIn(tx: Tx, actor: Actor, yes: boolean): Promise<void> {
  await setDial(tx, actor, practiceOf(actor), { audience: yes ? 'aggregate' : 'me' });
}

/** That somebody practises is an item of theirs, under their own id. */
function practiceOf({ personId }: Actor): Item {
  return { kind: 'practice', id: personId };
}
