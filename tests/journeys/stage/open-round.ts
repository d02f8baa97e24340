import { randomUUID } from 'node:crypto';
import { m } from '#messages';
import { inDatabase } from './let-time-pass.ts';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** Who else works there: what they can lend and want to learn, and where; enough to be different from each other. */
const colleagues = [
  ['Ben Hale', 'Support', 2, 'listening', 'delegation'],
  ['Cleo Marsh', 'Sales', 3, 'negotiation', 'listening'],
  ['Dov Lind', 'Engineering', 4, 'clear-writing', 'facilitation'],
  ['Edda Voss', 'Engineering', 2, 'giving-feedback', 'clear-writing'],
  ['Finn Oake', 'Sales', 5, 'delegation', 'giving-feedback'],
  ['Gita Rao', 'Support', 3, 'facilitation', 'negotiation'],
  ['Hugo Berg', 'Design', 1, 'listening', 'clear-writing'],
  ['Iris Tan', 'Design', 4, 'clear-writing', 'listening'],
  ['Jon Sand', 'Sales', 2, 'negotiation', 'facilitation'],
  ['Kaja Holm', 'Engineering', 6, 'facilitation', 'delegation'],
  ['Leo Wren', 'Support', 5, 'giving-feedback', 'negotiation'],
] as const;

/** People who are in the organisation without a browser of their own, and who want to be in a round. */
async function plantColleagues(stage: Stage, round: string): Promise<{ id: string; name: string }[]> {
  return inDatabase(stage, async (client) => {
    const { rows } = await client.query('SELECT organisation_id FROM matching_round WHERE id = $1', [round]);
    const organisation: string = rows[0].organisation_id;
    const planted: { id: string; name: string }[] = [];
    for (const [name, department, level, offered, wanted] of colleagues) {
      const id = randomUUID();
      const put = (text: string, values: unknown[]) => client.query(text, [organisation, id, ...values]);
      await put(`SELECT create_person($1, $2, $3, null, 'Europe/Berlin', '{en}', 'person')`, [name]);
      await client.query('BEGIN');
      await client.query('SET LOCAL ROLE rondo_maintenance');
      await put(
        'INSERT INTO person_profile (organisation_id, person_id, department, role_level) VALUES ($1, $2, $3, $4)',
        [department, level],
      );
      for (const [skill, offers] of [
        [offered, true],
        [wanted, false],
      ] as const)
        await put(
          'INSERT INTO person_skill (organisation_id, person_id, skill, offered, wanted, applied) VALUES ($1, $2, $3, $4, $5, $6)',
          [skill, offers, !offers, offers ? 4 : 1],
        );
      await put('INSERT INTO round_invitee (organisation_id, person_id, round_id) VALUES ($1, $2, $3)', [
        round,
      ]);
      await put(
        'INSERT INTO round_answer (organisation_id, person_id, round_id, joining) VALUES ($1, $2, $3, true)',
        [round],
      );
      await client.query('COMMIT');
      planted.push({ id, name });
    }
    return planted;
  });
}

/** Somebody opens a round and wants to be in it, and so do eleven colleagues. `round`: its address. */
export async function openRoundOfTwelve(
  organiser: Visitor,
  stage: Stage,
  { name = 'Spring circles', size }: { name?: string; size?: string } = {},
): Promise<{ round: string; colleagues: { id: string; name: string }[] }> {
  await organiser.goto('/rounds/new');
  await organiser.type(m.matching_name(), name);
  if (size) await organiser.page.getByLabel(m.matching_size(), { exact: true }).selectOption(size);
  await organiser.press(m.matching_open());
  await organiser.page.waitForURL(/\/rounds\/[0-9a-f-]{36}$/);
  const round = new URL(organiser.page.url()).pathname;
  await organiser.press(m.matching_join());
  await organiser.sees(m.matching_in());
  return { round, colleagues: await plantColleagues(stage, round.split('/')[2] ?? '') };
}
