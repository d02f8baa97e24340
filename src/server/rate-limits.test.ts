import { expect, test } from 'vitest';
import { useDatabase } from '../../tests/support/database.ts';
import { spend } from './rate-limits.ts';

const database = useDatabase();
const limit = { name: 'knock', points: 3, minutes: 15 };

test('after the last try one is told how long to wait', async () => {
  for (let round = 0; round < limit.points; round += 1) {
    expect(await spend(database, limit, 'mara@example.org')).toEqual({ ok: true });
  }
  const refused = await spend(database, limit, 'mara@example.org');
  expect(refused).toEqual({ ok: false, reason: 'too-many', minutes: 15 });
});

test('simultaneous tries are all counted', async () => {
  const tries = await Promise.all(Array.from({ length: 8 }, () => spend(database, limit, 'all at once')));
  expect(tries.filter(({ ok }) => ok)).toHaveLength(limit.points);
});

test('one who tried too often does not stand in the way of another, nor of another door', async () => {
  for (let round = 0; round < 5; round += 1) await spend(database, limit, 'impatient');
  expect(await spend(database, limit, 'patient')).toEqual({ ok: true });
  expect(await spend(database, { ...limit, name: 'other' }, 'impatient')).toEqual({ ok: true });
});

test('who tried is not kept in readable form', async () => {
  await spend(database, limit, 'secret@example.org');
  const rows = await database.asMaintenance((tx) => tx.selectFrom('rate_limit').selectAll().execute());
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('secret@example.org');
});
