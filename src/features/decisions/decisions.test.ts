import { expect, test } from 'vitest';
import type { DecisionWords } from '#core/circles/decision.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { closeCircle } from '#features/circles/use-cases/close-circle.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { readToday } from '#features/sessions/use-cases/read-today.ts';
import type { Actor, Tx } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, consentAll, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { must, openAnother, startSession } from '../../../tests/support/session.ts';
import { agree, goOn, propose, proposeRest, withdraw } from './use-cases/decide-together.ts';
import { readDecisions } from './use-cases/read-decisions.ts';

const app = useApp();
const at = { now: new Date('2026-11-21T10:00:00Z'), timeZone: 'Europe/London' };
const cycle = (sessions = 6): DecisionWords => ({
  kind: 'cycle',
  outcome: 'Everyone speaks in the review.',
  criteria: ['Two reviews running'],
  sessions,
});

async function arrange(...names: string[]) {
  const people = (await makePeople(app.database, names)) as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(app.database, people);
  const by = <T>(who: Actor, work: (tx: Tx, member: CircleMember) => Promise<T>) =>
    asMember(app.database, who, circleId, work);
  const view = (who: Actor) => by(who, (tx, member) => readDecisions(tx, member, at));
  const openId = async (who: Actor) => (await view(who)).open?.id ?? '';
  const agreeAll = async (...who: Actor[]) => {
    for (const each of who) {
      const id = await openId(each);
      await by(each, (tx, member) => agree(tx, member, id));
    }
  };
  return { people, circleId, by, view, openId, agreeAll };
}

test('a cycle begins once everyone has agreed, and everyone sees who proposed it', async () => {
  const { people, by, view, openId } = await arrange('Ana', 'Ben', 'Cleo');
  const [ana, ben, cleo] = people;
  expect(await view(ana)).toEqual({});
  expect(await by(ana, (tx, member) => propose(tx, member, cycle()))).toEqual({ ok: true });
  const { open } = await view(ben);
  expect(open).toMatchObject({ proposedBy: ana.personId, agreed: [ana.personId] });
  const id = await openId(ben);
  expect(await by(ben, (tx, member) => agree(tx, member, id))).toEqual({ ok: true, settling: 'waits' });
  expect((await view(ana)).cycle).toBeUndefined();
  expect(await by(cleo, (tx, member) => agree(tx, member, id))).toEqual({ ok: true, settling: 'settled' });
  expect((await view(ana)).cycle?.standing).toEqual({ session: 1, of: 6, held: 0, over: false });
  expect((await view(ana)).open).toBeUndefined();
});

test('one question at a time, also of two that are asked at once; whoever takes it back ends it', async () => {
  const { people, by, view, openId } = await arrange('Ana', 'Ben');
  const [ana, ben] = people;
  const answers = await Promise.all(
    [ana, ben].map((who) => by(who, (tx, member) => propose(tx, member, cycle()))),
  );
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers).toContainEqual({ ok: false, reason: 'decision-open' });
  const id = await openId(ana);
  expect(await by(ben, (tx, member) => withdraw(tx, member, id))).toEqual({ ok: true });
  expect(await by(ana, (tx, member) => agree(tx, member, id))).toEqual({
    ok: false,
    reason: 'decision-gone',
  });
  expect(await view(ana)).toEqual({});
});

test('two last agreements at once settle it once', async () => {
  const { people, by, view, openId } = await arrange('Ana', 'Ben', 'Cleo');
  const [ana, ben, cleo] = people;
  await by(ana, (tx, member) => propose(tx, member, cycle()));
  const id = await openId(ana);
  const answers = await Promise.all([ben, cleo].map((who) => by(who, (tx, member) => agree(tx, member, id))));
  expect(answers.map((answer) => answer.ok && answer.settling).sort()).toEqual(['settled', 'waits']);
  expect((await view(ana)).cycle).toBeDefined();
});

test('sessions of the cycle are counted, and after the last one it is time to choose what comes next', async () => {
  const { people, circleId, view, by, agreeAll } = await arrange('Ana', 'Ben');
  const [ana, ben] = people;
  await consentAll(app.database, [ana, ben], circleId);
  const hold = async () => {
    const session = await openAnother(app, { circleId, people: [ana, ben] as never });
    await startSession(session);
    await must(session.act(ana, { type: 'close' }));
  };
  await hold();
  await by(ana, (tx, member) => propose(tx, member, cycle(2)));
  await agreeAll(ben);
  expect((await view(ana)).cycle?.standing).toMatchObject({ session: 1, held: 0 });
  await hold();
  expect((await view(ana)).cycle?.standing).toMatchObject({ session: 2, held: 1, over: false });
  await hold();
  expect((await view(ana)).cycle?.standing).toMatchObject({ session: 2, held: 2, over: true });
});

test('a rest ends the cycle and lasts until its day, or until one comes back', async () => {
  const { people, by, view, agreeAll } = await arrange('Ana', 'Ben');
  const [ana, ben] = people;
  await by(ana, (tx, member) => propose(tx, member, cycle()));
  await agreeAll(ben);
  const rest = (until: string) => by(ben, (tx, member) => proposeRest(tx, member, { until, ...at }));
  expect(await rest('2026-11-21')).toEqual({ ok: false, reason: 'not-a-day-ahead' });
  expect(await rest('2027-01-11')).toEqual({ ok: true });
  await agreeAll(ana);
  expect(await view(ana)).toEqual({ restsUntil: '2027-01-11' });
  const later = { now: new Date('2027-01-11T10:00:00Z'), timeZone: 'Europe/London' };
  expect(await by(ana, (tx, member) => readDecisions(tx, member, later))).toEqual({});
  await by(ana, (tx, member) => goOn(tx, member, 'rest'));
  expect(await view(ben)).toEqual({});
});

test('a farewell leads to a last session, and one member takes it back; nobody ends a cycle alone', async () => {
  const { people, by, view, agreeAll } = await arrange('Ana', 'Ben');
  const [ana, ben] = people;
  await by(ana, (tx, member) => propose(tx, member, { kind: 'farewell', playbook: 'gratitude-circle' }));
  await agreeAll(ben);
  expect((await view(ana)).farewell).toMatchObject({ playbook: 'gratitude-circle', held: false });
  await by(ben, (tx, member) => goOn(tx, member, 'farewell'));
  expect(await view(ana)).toEqual({});
  await by(ana, (tx, member) => propose(tx, member, cycle()));
  await agreeAll(ben);
  const touched = await by(ben, (tx) =>
    tx
      .updateTable('circle_decision')
      .set({ ended_at: new Date() })
      .where('ended_at', 'is', null)
      .executeTakeFirst(),
  );
  expect(touched.numUpdatedRows).toBe(0n);
});

test('who left is not waited for: whoever agreed presses once more', async () => {
  const { people, by, view, openId } = await arrange('Ana', 'Ben', 'Cleo');
  const [ana, ben, cleo] = people;
  await by(ana, (tx, member) => propose(tx, member, cycle()));
  const id = await openId(ana);
  await by(ben, (tx, member) => agree(tx, member, id));
  await by(cleo, leaveCircle);
  expect((await view(ana)).open?.agreed).toHaveLength(2);
  expect(await by(ana, (tx, member) => agree(tx, member, id))).toEqual({ ok: true, settling: 'settled' });
});

test('a question waits on the first page of whoever has not answered; a closed circle asks none', async () => {
  const { people, by } = await arrange('Ana', 'Ben');
  const [ana, ben] = people;
  await by(ana, (tx, member) => propose(tx, member, cycle()));
  const kinds = async (who: Actor) =>
    (await app.database.asPerson(who, (tx) => readToday(tx, who))).waiting.map(({ kind }) => kind);
  expect(await kinds(ben)).toContain('decision');
  expect(await kinds(ana)).not.toContain('decision');
  await by(ana, closeCircle);
  expect(await by(ben, (tx, member) => propose(tx, member, cycle()))).toEqual({
    ok: false,
    reason: 'circle-closed',
  });
});

test('outside of the circle nobody reads, agrees or settles', async () => {
  const { people, by, openId } = await arrange('Ana', 'Ben');
  const [ana] = people;
  const [eve] = (await makePeople(app.database, ['Eve'], ana.organisationId)) as [Actor];
  await by(ana, (tx, member) => propose(tx, member, cycle()));
  const id = await openId(ana);
  const seen = await app.database.asPerson(eve, (tx) =>
    tx.selectFrom('circle_decision').selectAll().execute(),
  );
  expect(seen).toEqual([]);
  await expect(
    app.database.asPerson(eve, (tx) =>
      tx
        .insertInto('decision_agreement')
        .values({ organisation_id: eve.organisationId, decision_id: id, person_id: eve.personId })
        .execute(),
    ),
  ).rejects.toThrow(/row-level security/);
});
