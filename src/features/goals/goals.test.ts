import { beforeAll, expect, test } from 'vitest';
import { enterByInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { inviteByMail } from '#features/circles/use-cases/invite.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import type { NewGoal } from './input.ts';
import { addMilestone, changeMilestone, dropMilestone, reachMilestone } from './use-cases/keep-milestones.ts';
import { goalsOnBoard, myGoalInShort, readGoalPage } from './use-cases/read-goal.ts';
import { changeGoal, endMyGoal, setGoal } from './use-cases/set-goal.ts';
import { shareGoal, withdrawGoal } from './use-cases/share-goal.ts';
import { tieCard } from './use-cases/tie-card.ts';

const app = useApp();
const pages = usePages(app);
const today = '2026-11-21';
const goal = (more: Partial<NewGoal> = {}): NewGoal => ({
  id: newId(),
  text: 'I run the review so that the quiet ones speak.',
  reason: '',
  distance: 2,
  until: '2027-02-13',
  milestone: ['Noor and Ilya each speak in two reviews running'],
  ...more,
});
const as = <T>(actor: Actor, work: (tx: Tx, actor: Actor) => Promise<T>) =>
  app.database.asPerson(actor, (tx) => work(tx, actor));
const page = (actor: Actor) => as(actor, readGoalPage);
const three = async () => (await makePeople(app.database, ['Ana', 'Ben', 'Cleo'])) as [Actor, Actor, Actor];
const set = (actor: Actor, more: Partial<NewGoal> = {}) =>
  as(actor, (tx, me) => setGoal(tx, me, goal(more), today));
const board = (actor: Actor, circleId: string) => asMember(app.database, actor, circleId, goalsOnBoard);

test('a person has one goal, also when two forms are sent at once; the same form twice is one', async () => {
  const [ana] = await three();
  const twice = goal();
  const answers = await Promise.all([set(ana), set(ana)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await set(ana)).toEqual({ ok: false, reason: 'goal-open' });
  expect(await as(ana, (tx, me) => endMyGoal(tx, me, { ending: 'let go', learned: '' }))).toEqual({
    ok: true,
  });
  expect(await as(ana, (tx, me) => setGoal(tx, me, twice, today))).toEqual({ ok: true });
  expect(await as(ana, (tx, me) => setGoal(tx, me, twice, today))).toEqual({ ok: true });
  const { goal: open, former } = await page(ana);
  expect(open?.milestones).toHaveLength(1);
  expect(former.map(({ ending }) => ending)).toEqual(['let go']);
});

test('a goal lies ahead, and within a year; a day that has come may stay when it is said better', async () => {
  const [ana] = await three();
  expect(await set(ana, { until: '2026-11-20' })).toEqual({ ok: false, reason: 'day-out-of-reach' });
  expect(await set(ana, { until: '2028-01-01' })).toEqual({ ok: false, reason: 'day-out-of-reach' });
  await set(ana);
  const { milestone: _, id: __, ...words } = goal({ text: 'I run it, and they speak.' });
  expect(await as(ana, (tx, me) => changeGoal(tx, me, words, '2027-03-01'))).toEqual({ ok: true });
  expect((await page(ana)).goal?.text).toBe('I run it, and they speak.');
});

test('a milestone is reached, moved with a count, reworded and taken off; five are the most', async () => {
  const [ana] = await three();
  await set(ana, { milestone: ['I feel calm in the review'] });
  const [first] = (await page(ana)).goal?.milestones ?? [];
  if (!first) throw new Error('no milestone');
  expect(first.unseen).toBe('feel');
  const change = (by?: string) =>
    as(ana, (tx, me) => changeMilestone(tx, me, { id: first.id, text: 'I wait three breaths', by }, today));
  await change('2026-12-01');
  await change('2026-12-08');
  expect((await page(ana)).goal?.milestones[0]).toMatchObject({ byOn: '2026-12-08', moved: 1 });
  await as(ana, (tx, me) => reachMilestone(tx, me, { id: first.id, reached: true }));
  expect(await as(ana, myGoalInShort)).toMatchObject({ reached: 1, milestones: 1 });
  const add = (text: string) => as(ana, (tx, me) => addMilestone(tx, me, { text }, today));
  for (const text of ['Two', 'Three', 'Four', 'Five']) expect(await add(text)).toEqual({ ok: true });
  expect(await add('Six')).toEqual({ ok: false, reason: 'milestones-full' });
  expect(await as(ana, (tx, me) => dropMilestone(tx, me, first.id))).toEqual({ ok: true });
  expect(await add('Six')).toEqual({ ok: true });
  expect((await page(ana)).goal?.milestones[0]?.text).toBe('Six');
});

test('a goal is private until it is shared with one partner, whom the other member sees nothing of', async () => {
  const people = await three();
  const [ana, ben, cleo] = people;
  const { circleId } = await makeCircle(app.database, people);
  await set(ana);
  expect((await board(ben, circleId)).shared).toEqual({});
  await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'partner', id: ben.personId }));
  expect((await board(ben, circleId)).shared[ana.personId]).toMatchObject({ toMe: true });
  expect((await board(cleo, circleId)).shared).toEqual({});
  expect((await page(ana)).goal?.share).toMatchObject({ kind: 'partner', name: 'Ben' });
});

test('withdrawing works at once, and so does leaving the circle that one shared with', async () => {
  const people = await three();
  const [ana, ben] = people;
  const { circleId } = await makeCircle(app.database, people);
  const { circleId: other } = await makeCircle(app.database, [ana, ben]);
  await set(ana);
  await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'circle', id: circleId }));
  expect((await board(ben, circleId)).shared[ana.personId]?.milestones).toHaveLength(1);
  // Shared with one circle it does not stand on another's board, though the same people sit there.
  expect((await board(ben, other)).shared).toEqual({});
  await as(ana, withdrawGoal);
  expect((await board(ben, circleId)).shared).toEqual({});
  await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'circle', id: circleId }));
  await asMember(app.database, ana, circleId, leaveCircle);
  const rows = await as(ben, (tx) => tx.selectFrom('goal').selectAll().execute());
  expect(rows).toEqual([]);
});

test('a goal that has ended is its owner’s again, with what they learned, on whichever way one looks', async () => {
  const people = await three();
  const [ana, ben] = people;
  const { circleId } = await makeCircle(app.database, people);
  const goals = () => as(ben, (tx) => tx.selectFrom('goal').select('id').execute());
  await set(ana);
  await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'circle', id: circleId }));
  expect(await goals()).toHaveLength(1);
  await as(ana, (tx, me) => endMyGoal(tx, me, { ending: 'partly', learned: 'I wait for others.' }));
  expect(await goals()).toEqual([]);
  expect(await as(ana, (tx) => tx.selectFrom('goal_share').selectAll().execute())).toEqual([]);
});

test('whoever joins later does not read what was shared before, and coming back opens no goal again', async () => {
  const people = await three();
  const [ana, ben, cleo] = people;
  const { circleId } = await makeCircle(app.database, [ana, ben]);
  const goals = (who: Actor) => as(who, (tx) => tx.selectFrom('goal').select('text').execute());
  const join = async (who: Actor) => {
    const mail = { email: 'cleo@example.org', mail: false, linkTo: (token: string) => token };
    const invited = await asMember(app.database, ana, circleId, (tx, member) =>
      inviteByMail(tx, member, mail),
    );
    if (!invited.ok || !invited.link) throw new Error('not invited');
    const token = invited.link;
    await as(who, (tx) => enterByInvitation(tx, token));
  };
  await set(ana);
  await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'circle', id: circleId }));
  await join(cleo);
  expect(await goals(ben)).toHaveLength(1);
  expect(await goals(cleo)).toEqual([]);
  await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'partner', id: cleo.personId }));
  expect(await goals(cleo)).toHaveLength(1);
  await asMember(app.database, cleo, circleId, leaveCircle);
  await join(cleo);
  expect(await goals(cleo)).toEqual([]);
  expect((await page(ana)).goal?.share).toBeUndefined();
});

test('nobody shares with somebody whom they sit in no circle with', async () => {
  const [ana, ben] = await three();
  await set(ana);
  expect(await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'partner', id: ben.personId }))).toEqual({
    ok: false,
    reason: 'not-with-you',
  });
  await expect(
    as(ana, async (tx, me) => {
      const { id } = await tx.selectFrom('goal').select('id').executeTakeFirstOrThrow();
      await tx
        .insertInto('goal_share')
        .values({ organisation_id: me.organisationId, goal_id: id, partner_id: ben.personId })
        .execute();
    }),
  ).rejects.toThrow(/row-level security/);
});

test('a card leads to its owner’s goal, and whoever does not read the goal does not learn it', async () => {
  const people = await three();
  const [ana, ben] = people;
  const { circleId } = await makeCircle(app.database, people);
  await set(ana);
  const id = newId();
  const card = { experiment: 'I ask Noor first.', behaviour: '', context: '', criterion: '', dueOn: '' };
  await asMember(app.database, ana, circleId, (tx, member) =>
    writeCard(tx, member, { id, card, now: Date.now() }),
  );
  await as(ana, (tx, me) => tieCard(tx, me, { card: id, tied: true }));
  await as(ana, (tx, me) => tieCard(tx, me, { card: id, tied: true }));
  expect((await page(ana)).goal?.cards).toMatchObject([{ id, tied: true }]);
  expect((await board(ana, circleId)).tied).toEqual([id]);
  expect((await board(ben, circleId)).tied).toEqual([]);
  await as(ana, (tx, me) => shareGoal(tx, me, { kind: 'circle', id: circleId }));
  expect((await board(ben, circleId)).tied).toEqual([id]);
  // Another's card is not mine to tie.
  await set(ben);
  await as(ben, (tx, me) => tieCard(tx, me, { card: id, tied: true }));
  expect((await page(ben)).goal?.cards).toEqual([]);
  await as(ana, (tx, me) => tieCard(tx, me, { card: id, tied: false }));
  expect((await board(ana, circleId)).tied).toEqual([]);
});

let ana: Actor;
beforeAll(async () => {
  [ana] = (await makePeople(app.database, ['Ana'])) as [Actor];
});

test('on its page a goal is set, refused with a sentence, and reached step by step', async () => {
  const visitor = await pages.signedIn(ana);
  const refused = await visitor.post('/me/goal?/set', {
    id: newId(),
    text: 'Listen',
    distance: '2',
    until: '2001-01-01',
    'milestone[]': '',
  });
  expect(refused.body).toContain('Please name at least one sign');
  expect(refused.body).toContain('value="2001-01-01"');
  const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const id = newId();
  await visitor.post('/me/goal?/set', {
    id,
    text: 'Listen first',
    distance: '4',
    until,
    'milestone[]': 'They finish',
  });
  const { body } = await visitor.get('/me/goal');
  expect(body).toContain('Listen first');
  expect(body).toContain('The first half of it may be a goal');
  const milestone = /action="\?\/reach".*?name="id" value="([^"]+)"/s.exec(body)?.[1] ?? '';
  await visitor.post('/me/goal?/reach', { id: milestone, reached: 'yes' });
  expect((await visitor.get('/')).body).toContain('1 of 1 signs seen');
  expect((await visitor.get('/me')).body).toContain('Listen first');
  await visitor.post('/me/goal?/end', { ending: 'reached', learned: 'Waiting is doing.' });
  expect((await visitor.get('/me/goal')).body).toContain('Waiting is doing.');
});
