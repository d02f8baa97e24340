import { randomBytes, randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { Actor } from '#server/database.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealWords } from '#server/vault/seal-words.ts';
import { type SealedName, type SealedTable, sealedTables } from '#server/vault/sealed-tables.ts';

interface Place {
  circle: string;
  session: string;
}

/** A text for each table of words that stands nowhere else. */
export const marks = Object.fromEntries(
  Object.keys(sealedTables).map((name) => [name, `hers-${name}-7d8`]),
) as Record<SealedName, string>;

const [card, goal, finding, pact] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
const skill = 'listening';
const soon = '2099-01-01';

/** What a row needs beside its words. A table of words without a line here does not compile. */
const rows: Record<SealedName, (place: Place) => Record<string, unknown>> = {
  commitment: ({ circle }) => ({ id: card, circle_id: circle, closed_at: new Date() }),
  goal: () => ({ id: goal, distance: 2, until_on: soon }),
  card_step: ({ circle }) => ({ id: randomUUID(), commitment_id: card, circle_id: circle, kind: 'kept' }),
  finding_version: () => ({ id: randomUUID(), finding_id: finding, version: 1 }),
  finding_answer: () => ({ finding_id: finding, version: 1 }),
  improvement: ({ circle }) => ({ circle_id: circle }),
  join_request: ({ circle }) => ({ id: randomUUID(), circle_id: circle }),
  mail: () => ({ id: randomUUID(), kind: 'question', to_address: 'x@example.org', subject: 'One question' }),
  milestone: () => ({ goal_id: goal, id: randomUUID(), position: 1 }),
  journal_entry: () => ({ id: randomUUID(), day: soon, version: 1 }),
  recording: ({ circle }) => ({ id: randomUUID(), circle_id: circle, kind: 'words', delete_after: soon }),
  sighting: ({ circle }) => ({ id: randomUUID(), commitment_id: card, circle_id: circle }),
  story: () => ({ id: randomUUID() }),
  pact_report: () => ({ id: randomUUID(), pact_id: pact, on_day: soon, word: 'partly' }),
  pact_version: () => ({ id: randomUUID(), pact_id: pact, version: 1 }),
  session_draft: ({ session }) => ({ session_id: session, field: 'planted' }),
  session_words: ({ session }) => ({
    ...{ id: randomUUID(), session_id: session, kind: 'artefact', audience: 'session' },
    ...{ created_at: new Date(), released_at: new Date() },
  }),
  stakeholder_question: () => ({
    ...{ id: randomUUID(), skill, token_hash: randomBytes(32), expires_at: soon, answered_at: new Date() },
  }),
  visit: ({ circle }) => ({ id: randomUUID(), circle_id: circle }),
  work_metric: () => ({ id: randomUUID(), skill, better: 'less' }),
};

/** One row in each table of words, in this person's name, each of its words being the table's mark. */
export async function plantSealed(client: PoolClient, person: Actor, place: Place): Promise<void> {
  const { organisationId, personId } = person;
  for (const [table, id, more] of [
    ['finding', finding, {}],
    ['pact', pact, { begun_by: personId }],
  ] as const)
    await insert(client, table, { organisation_id: organisationId, id, circle_id: place.circle, ...more });
  for (const name of Object.keys(rows) as SealedName[]) {
    const table: SealedTable = sealedTables[name];
    const said = marks[name];
    const fields = {
      ...{ organisation_id: organisationId, [table.owner]: personId },
      ...rows[name](place),
      ...Object.fromEntries((table.texts ?? []).map((column) => [column, said])),
      ...Object.fromEntries((table.json ?? []).map((column) => [column, { said }])),
      ...Object.fromEntries(
        Object.keys(table.objects ?? {}).map((column) => [
          column,
          { kind: 'artefact', artefact: 'text', text: said },
        ]),
      ),
    } as Record<string, unknown>;
    const whose = { organisationId, owner: personId, row: table.row.map((column) => String(fields[column])) };
    await insert(client, name, await sealWords(client, name, whose, fields));
  }
}

/** What of this person's rows can be read, with what keys there are, by table. */
export async function readSealed(
  client: PoolClient,
  { organisationId, personId }: Actor,
): Promise<Record<SealedName, object[]>> {
  const read = {} as Record<SealedName, object[]>;
  for (const name of Object.keys(sealedTables) as SealedName[]) {
    const { rows: kept } = await client.query<object>(
      `SELECT * FROM ${name} WHERE organisation_id = $1 AND ${sealedTables[name].owner} = $2`,
      [organisationId, personId],
    );
    read[name] = await openWords(client, name, organisationId, kept);
  }
  return read;
}

async function insert(client: PoolClient, table: string, row: Record<string, unknown>): Promise<void> {
  const columns = Object.keys(row);
  await client.query(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  );
}
