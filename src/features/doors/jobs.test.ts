import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { admitPerson } from '#features/people/use-cases/admit-person.ts';
import { startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import { newId } from '#server/ids.ts';
import { queueMail } from '#server/mail.ts';
import { useApp } from '../../../tests/support/app.ts';
import { tidy } from './jobs.ts';

const app = useApp();
const mara = { organisationId: newId(), personId: newId() };
const day = 24 * 60 * 60_000;

test('by night what has run out is forgotten, and what is alive stays', async () => {
  await app.database.asNobody((tx) =>
    sql`SELECT create_organisation(${mara.organisationId}, 'Lantern', false)`.execute(tx),
  );
  await app.database.asPerson(mara, (tx) =>
    admitPerson(tx, { ...mara, name: 'Mara', timeZone: 'UTC', languages: [] }),
  );
  for (const age of [1, 59, 61]) {
    const now = new Date(Date.now() - age * day);
    await app.database.asNobody((tx) => startSignIn(tx, { ...mara, device: `${age} days`, now }));
  }
  for (const subject of ['fresh', 'old']) {
    const letter = { organisationId: null, kind: 'notice', to: 'x@example.org', subject, text: '' };
    await app.database.asNobody((tx) => queueMail(tx, letter));
  }
  await app.database.asMaintenance((tx) =>
    sql`UPDATE mail SET created_at = now() - interval '31 days' WHERE subject = 'old'`.execute(tx),
  );
  await tidy(app);
  const left = await app.database.asMaintenance(async (tx) => ({
    devices: (await tx.selectFrom('sign_in').select('device').orderBy('device').execute()).map(
      (row) => row.device,
    ),
    mails: (await tx.selectFrom('mail').select('subject').execute()).map((row) => row.subject),
  }));
  expect(left).toEqual({ devices: ['1 days', '59 days'], mails: ['fresh'] });
});
