import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { giveOutcome } from '#features/commitments/use-cases/give-outcome.ts';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { agreeToPact, beginPact } from '#features/pacts/use-cases/agree-on-pact.ts';
import { tellProgress } from '#features/pacts/use-cases/tell-progress.ts';
import { m } from '#messages';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { writeBackup } from '#server/backup/write-backup.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { keepRetention } from './use-cases/keep-retention.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-retention-'));
const app = useApp({ RONDO_DATA: folder });
const pages = usePages(app);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const before = new Date('2026-01-10T12:00:00Z');
let mara: Actor;
let ilya: Actor;
let circleId = '';
let pact = '';

/** Mara and Ilya: each with an open card, one that is over and was seen, a word on a pact, and an exercise; all of January. */
beforeEach(async () => {
  app.time = undefined;
  [mara, ilya] = (await makePeople(app.database, ['Mara', 'Ilya'])) as [Actor, Actor];
  ({ circleId } = await makeCircle(app.database, [mara, ilya]));
  pact = newId();
  const words = { habits: ['One open question'], milestones: [], telling: '' };
  await by(mara, (tx, member) => beginPact(tx, member, { id: pact, partner: null, ...words }));
  await by(ilya, (tx, member) => agreeToPact(tx, member, { pact, version: 1 }));
  for (const [one, other] of [
    [mara, ilya],
    [ilya, mara],
  ] as const) {
    const first = await put(one);
    await by(other, (tx, member) =>
      addSighting(tx, member, { id: newId(), card: first, text: 'You waited.' }),
    );
    await by(one, (tx, member) =>
      giveOutcome(tx, member, { id: first, outcome: 'learned', note: 'It helps.' }),
    );
    await put(one);
    await by(one, (tx, member) =>
      tellProgress(tx, member, { pact, on: '2026-01-10', word: 'did it', text: '' }),
    );
    await app.database.asPerson(one, (tx) =>
      tx
        .insertInto('exercise_attempt')
        .values({
          organisation_id: one.organisationId,
          person_id: one.personId,
          ...{
            id: newId(),
            skill: 'listening',
            exercise: 'Wait',
            went: 'came',
            ticked: [],
            tried_at: before,
          },
        })
        .execute(),
    );
  }
  await app.database.asMaintenance((tx) =>
    tx.updateTable('commitment').set({ closed_at: before }).where('closed_at', 'is not', null).execute(),
  );
});

const by = <T>(who: Actor, work: Parameters<typeof asMember<T>>[3]) =>
  asMember(app.database, who, circleId, work);

async function put(who: Actor): Promise<string> {
  const id = newId();
  const card = { experiment: 'I ask first.', behaviour: '', context: '', criterion: '', dueOn: '' };
  const done = await by(who, (tx, member) => writeCard(tx, member, { id, card, now: Date.now() }));
  if (!done.ok) throw new Error(done.reason);
  return id;
}

/** How much there is of what somebody said and did. */
const kept = (who: Actor) =>
  app.database.asPerson(who, async (tx) => {
    const { personId } = who;
    const cards = await tx
      .selectFrom('commitment')
      .select(['id', 'closed_at'])
      .where('owner_id', '=', personId)
      .execute();
    const ids = cards.map(({ id }) => id);
    const [steps, seen, told, tried] = [
      await tx
        .selectFrom('card_step')
        .select('id')
        .where('commitment_id', 'in', [...ids, newId()])
        .execute(),
      await tx
        .selectFrom('sighting')
        .select('id')
        .where('commitment_id', 'in', [...ids, newId()])
        .execute(),
      await tx.selectFrom('pact_report').select('id').where('person_id', '=', personId).execute(),
      await tx.selectFrom('exercise_attempt').select('id').where('person_id', '=', personId).execute(),
    ];
    const over = cards.filter(({ closed_at }) => closed_at !== null).length;
    const rest = { steps: steps.length, seen: seen.length, told: told.length, tried: tried.length };
    return { open: cards.length - over, over, ...rest };
  });
const all = { open: 1, over: 1, steps: 1, seen: 1, told: 1, tried: 1 };

test('until somebody says otherwise nothing of it goes, however old it is', async () => {
  app.time = new Date('2056-01-01T12:00:00Z');
  await keepRetention(app);
  expect([await kept(mara), await kept(ilya)]).toEqual([all, all]);
});

test('each kind goes when the time that its owner chose is over, and nobody else’s with it', async () => {
  const visitor = await pages.signedIn(mara);
  const choose = (kind: string, months: string) => visitor.post('/me/sharing?/keep', { kind, months });
  expect((await visitor.get('/me/sharing')).body).toContain(m.sharing_keep_endless());
  expect((await choose('card', '6')).body).toContain('from now on');
  expect((await visitor.get('/me/sharing')).body).toContain('<option value="6" selected');
  app.time = new Date('2026-07-09T12:00:00Z');
  await keepRetention(app);
  expect(await kept(mara)).toEqual(all);
  app.time = new Date('2026-07-11T12:00:00Z');
  await keepRetention(app);
  await keepRetention(app);
  // What was said and seen of it went with it; what is on the board stays.
  const without = { ...all, over: 0, steps: 0, seen: 0 };
  expect([await kept(mara), await kept(ilya)]).toEqual([without, all]);
  await choose('pact_report', '12');
  await choose('attempt', '6');
  await keepRetention(app);
  expect(await kept(mara)).toEqual({ ...without, tried: 0 });
  app.time = new Date('2027-01-12T12:00:00Z');
  await keepRetention(app);
  expect([await kept(mara), await kept(ilya)]).toEqual([{ ...without, tried: 0, told: 0 }, all]);
}, 60_000);

test('who thinks better of it keeps it; only times of the list can be chosen, and entries always have one', async () => {
  const visitor = await pages.signedIn(ilya);
  const choose = (kind: string, months: string) => visitor.post('/me/sharing?/keep', { kind, months });
  await choose('card', '6');
  expect((await choose('card', '')).status).toBe(200);
  app.time = new Date('2027-01-12T12:00:00Z');
  await keepRetention(app);
  expect(await kept(ilya)).toEqual(all);
  for (const [kind, months] of [
    ['card', '7'],
    ['card', '0'],
    ['journal_entry', ''],
    ['ended_share', '6'],
    ['recording', '6'],
  ] as const)
    expect((await choose(kind, months)).status).toBe(400);
}, 60_000);

test('what comes back with a backup goes again the next night', async () => {
  const visitor = await pages.signedIn(mara);
  await visitor.post('/me/sharing?/keep', { kind: 'card', months: '6' });
  const backup = join(folder, 'rondo.backup');
  await writeBackup({ ownerUrl: app.database.ownerUrl, filesFolder: join(folder, 'files') }, backup);
  app.time = new Date('2026-07-11T12:00:00Z');
  await keepRetention(app);
  expect((await kept(mara)).over).toBe(0);
  await restoreBackup(backup, {
    ownerUrl: app.database.ownerUrl,
    filesFolder: join(folder, 'files'),
    replace: true,
  });
  expect(await kept(mara)).toEqual(all);
  await keepRetention(app);
  expect([(await kept(mara)).over, (await kept(ilya)).over]).toEqual([0, 1]);
}, 60_000);
