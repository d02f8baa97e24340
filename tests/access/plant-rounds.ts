import { randomUUID } from 'node:crypto';
import type { Client } from 'pg';
import type { World } from './world.ts';

/** Two rounds of `member`: one still open with a proposal, one whose circles are known. */
export async function plantRounds(admin: Client, people: World['people']): Promise<World['rounds']> {
  const { member, subject, newcomer, colleague } = people;
  const organisation = member.organisationId;
  const [open, published, place] = [randomUUID(), randomUUID(), randomUUID()];
  const put = (text: string, values: unknown[]) => admin.query(text, values);
  for (const round of [open, published])
    await put(
      `INSERT INTO matching_round (organisation_id, id, name, opened_by, answers_until, size, common_half_hours, cadence, seed,
         repeats, next_at)
       VALUES ($1, $2, 'Spring circles', $3, now() + interval '9 days', 2, 2, 'weekly', 7, 'monthly', now() + interval '30 days')`,
      [organisation, round, member.personId],
    );
  for (const [round, invited, joining] of [
    [open, member, undefined],
    [open, subject, true],
    [open, colleague, false],
    [published, subject, true],
    [published, newcomer, true],
  ] as const) {
    await put('INSERT INTO round_invitee (organisation_id, round_id, person_id) VALUES ($1, $2, $3)', [
      organisation,
      round,
      invited.personId,
    ]);
    if (joining === undefined) continue;
    await put(
      'INSERT INTO round_answer (organisation_id, round_id, person_id, joining) VALUES ($1, $2, $3, $4)',
      [organisation, round, invited.personId, joining],
    );
  }
  await put(
    `INSERT INTO round_solve (organisation_id, round_id, number, finished_at, result)
     VALUES ($1, $2, 1, now(), '{"circles": [], "unplaced": []}')`,
    [organisation, open],
  );
  const described = {
    members: [subject.personId, newcomer.personId],
    score: 0.5,
    parts: { stretch: 0.5, ground: 0.5, diversity: 0.5, hours: 0.5, freshness: 0.5 },
    wished: true,
    commonHours: [3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    facts: [{ kind: 'all-new-to-each-other' }],
  };
  // Changed by hand once, with looks of each kind: an exchange, a place for somebody without a circle, one not answered yet.
  const seated = [[member.personId, subject.personId], [colleague.personId]].map((members) => ({ members }));
  for (const [version, previous] of [
    [1, null],
    [2, 1],
  ])
    await put(
      `INSERT INTO round_draft (organisation_id, round_id, version, previous, solve, circles, unplaced, change)
       VALUES ($1, $2, $3, $4, 1, $5, $6, '{"kind": "begin", "solve": 1}')`,
      [
        organisation,
        open,
        version,
        previous,
        JSON.stringify(seated.map((circle) => ({ ...described, ...circle }))),
        JSON.stringify([{ person: newcomer.personId, reason: { kind: 'no-room-in-a-fitting-circle' } }]),
      ],
    );
  const of = (members: readonly string[]) => ({ ...described, members });
  const exchange = {
    home: 0,
    circle: 1,
    swapWith: colleague.personId,
    left: of([member.personId, colleague.personId]),
    taken: of([subject.personId]),
  };
  const seat = { circle: 1, taken: of([colleague.personId, newcomer.personId]) };
  for (const [number, person, places] of [
    [1, subject, [exchange]],
    [2, newcomer, [seat]],
    [3, colleague, null],
  ] as const)
    await put(
      `INSERT INTO round_look (organisation_id, round_id, number, version, person_id, places) VALUES ($1, $2, $3, 2, $4, $5)`,
      [organisation, open, number, person.personId, places && JSON.stringify(places)],
    );
  await put('UPDATE matching_round SET draft_version = 2 WHERE id = $1', [open]);
  await put('INSERT INTO matching_key (organisation_id, key) VALUES ($1, sha256($2))', [
    organisation,
    Buffer.from('known to the worker alone'),
  ]);
  await put(
    `INSERT INTO round_circle (organisation_id, id, round_id, redrawn, described) VALUES ($1, $2, $3, false, $4)`,
    [organisation, place, published, JSON.stringify(described)],
  );
  for (const { personId } of [subject, newcomer])
    await put('INSERT INTO round_place (organisation_id, round_circle_id, person_id) VALUES ($1, $2, $3)', [
      organisation,
      place,
      personId,
    ]);
  await put(
    'INSERT INTO round_reply (organisation_id, round_circle_id, person_id, accepted) VALUES ($1, $2, $3, true)',
    [organisation, place, newcomer.personId],
  );
  // A circle of before, which is no more because somebody said nothing in time.
  const before = randomUUID();
  await put(
    `INSERT INTO round_circle (organisation_id, id, round_id, redrawn, described, replaced_at) VALUES ($1, $2, $3, false, $4, now())`,
    [organisation, before, published, JSON.stringify(described)],
  );
  await put('INSERT INTO round_place (organisation_id, round_circle_id, person_id) VALUES ($1, $2, $3)', [
    organisation,
    before,
    subject.personId,
  ]);
  await put(
    `INSERT INTO round_reply (organisation_id, round_circle_id, person_id, accepted, silent) VALUES ($1, $2, $3, false, true)`,
    [organisation, before, subject.personId],
  );
  await put('UPDATE matching_round SET published_at = now() WHERE id = $1', [published]);
  return { open, published, place };
}
