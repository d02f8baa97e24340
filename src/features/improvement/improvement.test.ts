import { beforeAll, expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
let people: Actor[];
let mara: Visitor;
let ilya: Visitor;
let outside: Visitor;
let circleId = '';
let at = '';

beforeAll(async () => {
  const all = await makePeople(app.database, ['Mara Lind', 'Ilya Berg', 'Olga Fern']);
  people = all.slice(0, 2);
  ({ circleId } = await makeCircle(app.database, people));
  [mara, ilya, outside] = (await Promise.all(all.map((each) => pages.signedIn(each)))) as [
    Visitor,
    Visitor,
    Visitor,
  ];
  at = `/circles/${circleId}/improvement`;
});

test('a row begins with what stands on the card, and is read by the circle once it is kept', async () => {
  await asMember(app.database, people[0] as Actor, circleId, (tx, member) =>
    writeCard(tx, member, {
      id: newId(),
      card: {
        experiment: 'On Monday I count to three.',
        behaviour: 'Lets a silence stand',
        context: '',
        criterion: 'They go on by themselves',
        dueOn: '',
      },
      now: Date.now(),
    }),
  );
  const form = await mara.get(`${at}?write`);
  expect(form.body).toContain('Lets a silence stand');
  expect(form.body).toContain('They go on by themselves');
  expect((await ilya.get(at)).body).not.toContain('They go on by themselves');
  const kept = await mara.post(`${at}?/keep`, {
    practises: 'Lets a silence stand',
    measure: 'They go on by themselves',
    touchpoint: '2030-01-07',
  });
  expect(kept.leadsTo).toBe(at);
  const { body } = await ilya.get(at);
  expect(body).toMatch(
    /Mara[\s\S]*Lets a silence stand[\s\S]*They go on by themselves[\s\S]*7 January 2030/u,
  );
  expect(body).toContain('On Monday I count to three.');
  expect((await outside.get(at)).status).toBe(404);
  const rows = await app.database.asMaintenance((tx) => tx.selectFrom('improvement').selectAll().execute());
  expect(JSON.stringify(rows)).not.toContain('silence');
});

test('each changes their own row alone, and takes it off', async () => {
  await ilya.post(`${at}?/keep`, { practises: 'Asks first', measure: 'Somebody answers', touchpoint: '' });
  const both = await mara.get(at);
  expect(both.body).toContain('Asks first');
  expect(both.body).toContain('Lets a silence stand');
  const wrong = await ilya.post(`${at}?/keep`, {
    practises: 'Asks twice',
    measure: '',
    touchpoint: '2030-02-31',
  });
  expect(wrong.status).toBe(400);
  expect(wrong.body).toContain('Say how it would be seen.');
  expect(wrong.body).toContain('Asks twice');
  await ilya.post(`${at}?/drop`);
  expect((await mara.get(at)).body).not.toContain('Asks first');
});

test('whoever leaves the circle takes their row out of its plan', async () => {
  await asMember(app.database, people[0] as Actor, circleId, leaveCircle);
  expect((await ilya.get(at)).body).not.toContain('Lets a silence stand');
  expect((await mara.get(at)).status).toBe(404);
});
