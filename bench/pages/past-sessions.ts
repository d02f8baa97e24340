import { type RawBuilder, sql } from 'kysely';
import { readConfig } from '#server/config.ts';
import type { Database } from '#server/database.ts';
import { openLog } from '#server/log.ts';
import { openWords } from '#server/vault/open-words.ts';
import { sealPlainRows } from '#server/vault/seal-plain-rows.ts';

/**
 * Gives a circle a past: copies one session that was really played, with its facts, words, turns and cards, until there
 * are `count`, one for each day before. Facts name the people and steps only, so a copy is as good as the first.
 */
export async function copyIntoPast(
  database: Database,
  { sessionId, count }: { sessionId: string; count: number },
): Promise<void> {
  const past = sql`FROM session s CROSS JOIN generate_series(1, ${count - 1}::int) n WHERE s.id = ${sessionId}`;
  // The same id for the same copy in every table, without a table to keep it in.
  const copied = (table: RawBuilder<unknown>) => sql`md5(${table}::text || n)::uuid`;
  await unseal(database, sessionId);
  await database.asMaintenance(async (tx) => {
    const run = (statement: RawBuilder<unknown>) => statement.execute(tx);
    await run(sql`UPDATE membership SET joined_at = now() - interval '20 years'
      WHERE circle_id = (SELECT circle_id FROM session WHERE id = ${sessionId})`);
    await run(sql`INSERT INTO session (organisation_id, id, circle_id, number, status, time_zone, playbook_slug,
        playbook_text, created_by, created_at, started_at, ended_at, seq, last_at)
      SELECT s.organisation_id, ${copied(sql`s.id`)}, s.circle_id, s.number + n, s.status, s.time_zone, s.playbook_slug,
        s.playbook_text, s.created_by, s.created_at - n * interval '1 day', s.started_at - n * interval '1 day',
        s.ended_at - n * interval '1 day', s.seq, s.last_at - n * interval '1 day' ${past}`);
    const within = (table: string) =>
      sql`FROM ${sql.table(table)} t CROSS JOIN generate_series(1, ${count - 1}::int) n WHERE t.session_id = ${sessionId}`;
    await run(sql`INSERT INTO session_member (organisation_id, session_id, person_id)
      SELECT t.organisation_id, ${copied(sql`t.session_id`)}, t.person_id ${within('session_member')}`);
    await run(sql`INSERT INTO session_event (organisation_id, session_id, seq, at, by_person, fact)
      SELECT t.organisation_id, ${copied(sql`t.session_id`)}, t.seq, t.at - n * interval '1 day', t.by_person, t.fact
      ${within('session_event')}`);
    await run(sql`INSERT INTO session_command (organisation_id, session_id, command_id, person_id, seq)
      SELECT t.organisation_id, ${copied(sql`t.session_id`)}, t.command_id, t.person_id, t.seq ${within('session_command')}`);
    await run(sql`INSERT INTO session_words (organisation_id, id, session_id, step, pass, kind, author_id, subject_id,
        audience, body, created_at, released_at)
      SELECT t.organisation_id, ${copied(sql`t.id`)}, ${copied(sql`t.session_id`)}, t.step, t.pass, t.kind, t.author_id,
        t.subject_id, t.audience, t.body, t.created_at - n * interval '1 day', t.released_at - n * interval '1 day'
      ${within('session_words')}`);
    await run(sql`INSERT INTO rota_turn (organisation_id, circle_id, session_number, person_id, role)
      SELECT t.organisation_id, t.circle_id, t.session_number + n, t.person_id, t.role
      FROM rota_turn t CROSS JOIN generate_series(1, ${count - 1}::int) n
      WHERE t.circle_id = (SELECT circle_id FROM session WHERE id = ${sessionId})`);
    await run(sql`INSERT INTO commitment (organisation_id, id, circle_id, owner_id, session_id, experiment, behaviour,
        context, criterion, created_at, outcome, outcome_note, self_rating, outcome_at, closed_at)
      SELECT t.organisation_id, ${copied(sql`t.id`)}, t.circle_id, t.owner_id, ${copied(sql`t.session_id`)}, t.experiment,
        t.behaviour, t.context, t.criterion, t.created_at - n * interval '1 day', 'learned', 'It went well.', 3,
        t.created_at - (n - 1) * interval '1 day', t.created_at - (n - 1) * interval '1 day' ${within('commitment')}`);
    // Two partners saw something of every card, also of those that are open now.
    await run(sql`INSERT INTO sighting (organisation_id, id, commitment_id, circle_id, author_id, text, seen_at)
      SELECT c.organisation_id, gen_random_uuid(), c.id, c.circle_id, m.person_id, 'I saw you wait, and it helped.',
        c.created_at
      FROM commitment c JOIN LATERAL (SELECT person_id FROM membership m WHERE m.organisation_id = c.organisation_id
        AND m.circle_id = c.circle_id AND m.person_id <> c.owner_id ORDER BY seat LIMIT 2) m ON true
      WHERE c.circle_id = (SELECT circle_id FROM session WHERE id = ${sessionId})`);
  });
  await sealPlainRows({ database, log: openLog('error'), config: readConfig({}) });
}

/** Sealed words open in their own row only, so what is to be copied is opened first, and the copies are sealed after. */
async function unseal(database: Database, sessionId: string): Promise<void> {
  await database.asMaintenance(async (tx) => {
    const words = await tx
      .selectFrom('session_words')
      .selectAll()
      .where('session_id', '=', sessionId)
      .execute();
    const cards = await tx.selectFrom('commitment').selectAll().where('session_id', '=', sessionId).execute();
    const organisation = words[0]?.organisation_id ?? '';
    for (const { id, body } of await openWords(tx, 'session_words', organisation, words)) {
      await tx
        .updateTable('session_words')
        .set({ body: JSON.stringify(body) })
        .where('id', '=', id)
        .execute();
    }
    for (const { id, experiment, behaviour, context, criterion } of await openWords(
      tx,
      'commitment',
      organisation,
      cards,
    )) {
      await tx
        .updateTable('commitment')
        .set({ experiment, behaviour, context, criterion })
        .where('id', '=', id)
        .execute();
    }
  });
}
