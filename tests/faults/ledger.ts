import type { Client } from 'pg';
import { readOpened } from '../support/opened-words.ts';

/** What one simulated member sent, kept outside the system that is tried. */
export interface Entry {
  commandId: string;
  wordsId: string;
  sessionId: string;
  text: string;
  /** The program said that it is done; from then on it must never be gone. */
  acknowledged: boolean;
  refused?: string;
}

export interface Verdict {
  acknowledged: number;
  /** Acknowledged, and not there. */
  lost: number;
  /** There, and never sent. */
  ghost: number;
  /** There more than once. */
  duplicate: number;
  /** Part of it there: words without their fact, a fact without its words, a receipt without either. */
  torn: number;
}

/** Compares what the ledger says with what is in the database, read past every policy. */
export async function judge(entries: Entry[], client: Client, masterKey: Buffer): Promise<Verdict> {
  const sessions = [...new Set(entries.map(({ sessionId }) => sessionId))];
  const rows = async <T>(text: string) => (await client.query<T & object>(text, [sessions])).rows as T[];
  const words = await readOpened(client, sessions, masterKey);
  const facts = await rows<{ id: string }>(
    `SELECT fact ->> 'wordsId' AS id FROM session_event WHERE session_id = ANY($1) AND fact ->> 'type' = 'words-added'`,
  );
  const receipts = await rows<{ id: string }>(
    'SELECT command_id AS id FROM session_command WHERE session_id = ANY($1)',
  );
  const uneven = await rows<{ id: string }>(
    `SELECT s.id FROM session s WHERE s.id = ANY($1) AND (s.seq <> (SELECT count(*) FROM session_event e WHERE e.session_id = s.id)
      OR s.seq <> (SELECT max(seq) FROM session_event e WHERE e.session_id = s.id))`,
  );
  const sentWords = new Map(entries.map((entry) => [entry.wordsId, entry]));
  const sentCommands = new Map(entries.map((entry) => [entry.commandId, entry]));
  const wordIds = new Set(words.map(({ id }) => id));
  const receiptIds = new Set(receipts.map(({ id }) => id));
  const open = entries.filter(({ acknowledged }) => acknowledged);
  return {
    acknowledged: open.length,
    lost: open.filter(({ wordsId, commandId }) => !wordIds.has(wordsId) || !receiptIds.has(commandId)).length,
    ghost: words.filter(({ id, text }) => sentWords.get(id)?.text !== text).length,
    duplicate: repeated(words.map(({ text }) => text)) + repeated(facts.map(({ id }) => id)),
    torn:
      uneven.length +
      facts.filter(({ id }) => !wordIds.has(id)).length +
      words.filter(({ id }) => !receiptIds.has(sentWords.get(id)?.commandId ?? '')).length +
      receipts.filter(({ id }) => sentCommands.has(id) && !wordIds.has(sentCommands.get(id)?.wordsId ?? ''))
        .length,
  };
}

function repeated(values: string[]): number {
  return values.length - new Set(values).size;
}
