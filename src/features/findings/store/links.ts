import { sql } from 'kysely';
import type { Tx } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealText } from '#server/vault/seal-words.ts';

/** What whoever holds a link comes through: two functions of the database. */

/** A finding as its owner finds it. The ids say under whose key its words lie: they are for nobody's page. */
export interface RaisedRow {
  organisation_id: string;
  written_by: string;
  finding_id: string;
  id: string;
  title: string;
  obstacle: string;
  change: string;
  to_name: string;
  /** Only where every member said so. */
  circle: string | null;
  organisation: string;
  expires_at: Date;
  state: 'open' | 'answered' | 'withdrawn' | 'expired';
}

export async function peekFinding(tx: Tx, hash: Buffer): Promise<RaisedRow | undefined> {
  const { rows } = await sql<RaisedRow>`SELECT * FROM peek_finding(${hash})`.execute(tx);
  const [row] = rows;
  if (!row) return undefined;
  const [opened] = await openWords(tx, 'finding_version', row.organisation_id, [row]);
  return opened?.title ? opened : undefined;
}

/** Under the key of whoever wrote the words. False where the link no longer works. */
export async function saveReply(
  tx: Tx,
  { hash, raised, answer }: { hash: Buffer; raised: RaisedRow; answer: string },
): Promise<boolean> {
  const whose = { organisationId: raised.organisation_id, owner: raised.written_by, row: raised.finding_id };
  const sealed = await sealText(tx, 'finding_answer', whose, { column: 'text', text: answer });
  const { rows } = await sql<{ done: boolean }>`SELECT answer_finding(${hash}, ${sealed}) AS done`.execute(
    tx,
  );
  return rows[0]?.done === true;
}
