import { expect, test } from 'vitest';
import type { ExchangeTerms } from '#core/exchange/terms.ts';
import { closeCircle } from '#features/circles/use-cases/close-circle.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { erasePerson } from '#features/people/use-cases/erase-person.ts';
import type { Actor, Tx } from '#server/database.ts';
import { readForm } from '#server/read-form.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { termsInput } from './input.ts';
import { agreeToTerms, proposeTerms, withdrawTerms } from './use-cases/agree-on-terms.ts';
import { readTerms } from './use-cases/read-terms.ts';

const app = useApp();
const pages = usePages(app);
const short: ExchangeTerms = { longestSeconds: 60, answerDays: 7, keepDays: 14 };
const long: ExchangeTerms = { longestSeconds: 600, answerDays: 7, keepDays: 90 };
const usual: ExchangeTerms = { longestSeconds: 180, answerDays: 3, keepDays: 30 };

/** A circle of these, with what each of them can do about its terms. */
async function circleOf(...names: string[]) {
  const people = await makePeople(app.database, names);
  const { circleId } = await makeCircle(app.database, people);
  const who = (at: number) => people[at] as Actor;
  const by = (at: number, work: Parameters<typeof asMember>[3]) =>
    asMember(app.database, who(at), circleId, work);
  return {
    circleId,
    who,
    propose: (at: number, terms: ExchangeTerms, version: number) =>
      by(at, (tx, member) => proposeTerms(tx, member, { ...terms, version })),
    agree: (at: number, version: number) => by(at, (tx, member) => agreeToTerms(tx, member, { version })),
    withdraw: (at: number, version: number) => by(at, (tx, member) => withdrawTerms(tx, member, { version })),
    leave: (at: number) => by(at, leaveCircle),
    close: (at: number) => by(at, closeCircle),
    read: (at: number) => asMember(app.database, who(at), circleId, readTerms),
  };
}

const changed = { ok: false, reason: 'changed' };
const names = (people: { name: string }[] | undefined) => people?.map(({ name }) => name);

test('other terms come into force once everyone has said yes, and until then those of before hold', async () => {
  const { propose, agree, read } = await circleOf('Mara', 'Ilse', 'Noor');
  expect(await propose(1, short, 0)).toEqual({ ok: true });
  expect(await read(0)).toMatchObject({
    now: usual,
    past: [],
    proposed: { ...short, agreed: false, mine: false },
  });
  expect(names((await read(1)).proposed?.waitsFor)).toEqual(['Mara', 'Noor']);
  await agree(0, 1);
  expect((await read(0)).now).toEqual(usual);
  expect(await agree(2, 1)).toEqual({ ok: true });
  const { now, past, proposed } = await read(0);
  expect(now).toEqual(short);
  expect(proposed).toBeUndefined();
  expect(past).toMatchObject([{ ...short, version: 1, inForceAt: expect.any(Date) }]);
  // Said again it changes nothing.
  expect(await agree(2, 1)).toEqual(changed);
});

test('a newer proposal takes the place of the older one and of every yes to it', async () => {
  const { propose, agree, read } = await circleOf('Mara', 'Ilse', 'Noor');
  await propose(0, short, 0);
  await agree(1, 1);
  expect(await propose(2, long, 0)).toEqual(changed);
  expect(await propose(2, long, 1)).toEqual({ ok: true });
  // The last yes to the older one comes too late.
  expect(await agree(2, 1)).toEqual(changed);
  expect(await read(0)).toMatchObject({ now: usual, proposed: { ...long, version: 2 } });
  expect(names((await read(0)).proposed?.waitsFor)).toEqual(['Mara', 'Ilse']);
  await agree(0, 2);
  // Whoever proposes the same means yes.
  expect(await propose(1, long, 2)).toEqual({ ok: true });
  expect(await read(1)).toMatchObject({ now: long, newest: 2 });
  expect(await propose(1, long, 2)).toEqual({ ok: false, reason: 'same' });
});

test('whoever proposed takes it back, nobody else does, and the terms of before go on to hold', async () => {
  const { propose, agree, withdraw, leave, read } = await circleOf('Mara', 'Ilse', 'Noor');
  await propose(0, short, 0);
  expect(await withdraw(1, 1)).toEqual(changed);
  expect(await withdraw(0, 1)).toEqual({ ok: true });
  expect(await agree(1, 1)).toEqual(changed);
  expect(await read(1)).toMatchObject({ now: usual, newest: 1 });
  // What somebody proposed who has left, anybody puts aside.
  await propose(0, long, 1);
  await leave(0);
  expect((await read(1)).proposed?.mine).toBe(true);
  expect(await withdraw(1, 2)).toEqual({ ok: true });
  await propose(1, short, 2);
  await agree(2, 3);
  expect(await withdraw(1, 3)).toEqual(changed);
  expect((await read(1)).now).toEqual(short);
});

test('whoever leaves or is erased is waited for no more; whoever joins later is asked, and bound by what is in force', async () => {
  const first = await circleOf('Mara', 'Ilse', 'Noor', 'Ama');
  await first.propose(0, short, 0);
  await first.agree(1, 1);
  await first.leave(2);
  expect((await first.read(0)).now).toEqual(usual);
  await erasePerson(app, first.who(3));
  expect((await first.read(0)).now).toEqual(short);

  const [late] = (await makePeople(app.database, ['Late'], first.who(0).organisationId)) as [Actor];
  const join = () =>
    app.database.asMaintenance((tx) =>
      tx
        .insertInto('membership')
        .values({
          organisation_id: late.organisationId,
          circle_id: first.circleId,
          id: crypto.randomUUID(),
          person_id: late.personId,
          seat: 5,
        })
        .execute(),
    );
  await first.propose(1, long, 1);
  await join();
  const asLate = <T>(work: Parameters<typeof asMember<T>>[3]) =>
    asMember(app.database, late, first.circleId, work);
  expect((await asLate(readTerms)).now).toEqual(short);
  await first.agree(0, 2);
  expect((await first.read(0)).now).toEqual(short);
  await asLate((tx, member) => agreeToTerms(tx, member, { version: 2 }));
  expect((await first.read(0)).now).toEqual(long);
});

test('who comes back to a circle is asked again', async () => {
  const { circleId, propose, agree, leave, read, who } = await circleOf('Mara', 'Ilse', 'Noor');
  await propose(0, short, 0);
  await agree(1, 1);
  await leave(1);
  await app.database.asMaintenance((tx) =>
    tx
      .insertInto('membership')
      .values({
        organisation_id: who(1).organisationId,
        circle_id: circleId,
        id: crypto.randomUUID(),
        person_id: who(1).personId,
        seat: 4,
      })
      .execute(),
  );
  expect(names((await read(0)).proposed?.waitsFor)).toEqual(['Noor', 'Ilse']);
  await agree(2, 1);
  expect((await read(0)).now).toEqual(usual);
  await agree(1, 1);
  expect((await read(0)).now).toEqual(short);
});

test('an outsider and a former member propose, agree to and withdraw nothing, by page and by statement', async () => {
  const { circleId, who, propose, agree, leave, read } = await circleOf('Mara', 'Ilse', 'Noor');
  const [stranger] = (await makePeople(app.database, ['Stranger'], who(0).organisationId)) as [Actor];
  await propose(0, short, 0);
  await leave(2);
  const at = `/circles/${circleId}/exchange/terms`;
  for (const person of [stranger, who(2)]) {
    const visitor = await pages.signedIn(person);
    expect((await visitor.get(at)).status).toBe(404);
    for (const action of ['agree', 'withdraw'])
      expect((await visitor.post(`${at}?/${action}`, { version: '1' })).status).toBe(404);
    const other = { version: '1', longestSeconds: '600', answerDays: '3', keepDays: '30' };
    expect((await visitor.post(`${at}?/propose`, other)).status).toBe(404);
    const key = { organisation_id: person.organisationId, circle_id: circleId };
    const attacks = [
      (tx: Tx) =>
        tx
          .insertInto('exchange_consent')
          .values({ ...key, version: 1, person_id: person.personId })
          .execute(),
      (tx: Tx) =>
        tx
          .insertInto('exchange_terms')
          .values({
            ...key,
            version: 2,
            longest_seconds: 600,
            answer_days: 3,
            keep_days: 30,
            proposed_by: person.personId,
          })
          .execute(),
    ];
    for (const attack of attacks)
      await expect(app.database.asPerson(person, attack)).rejects.toThrow('row-level security');
    const { numUpdatedRows } = await app.database.asPerson(person, (tx) =>
      tx
        .updateTable('exchange_terms')
        .set({ withdrawn_at: new Date() })
        .where('circle_id', '=', circleId)
        .executeTakeFirst(),
    );
    expect(numUpdatedRows).toBe(0n);
  }
  // A member says yes for nobody else, writes nothing into force, and takes back nobody's proposal.
  const ilse = who(1);
  const key = { organisation_id: ilse.organisationId, circle_id: circleId };
  await expect(
    app.database.asPerson(ilse, (tx) =>
      tx
        .insertInto('exchange_consent')
        .values({ ...key, version: 1, person_id: who(0).personId })
        .execute(),
    ),
  ).rejects.toThrow('row-level security');
  await expect(
    app.database.asPerson(ilse, (tx) =>
      tx
        .updateTable('exchange_terms')
        .set({ in_force_at: new Date() })
        .where('circle_id', '=', circleId)
        .execute(),
    ),
  ).rejects.toThrow('permission denied');
  const taken = await app.database.asPerson(ilse, (tx) =>
    tx
      .updateTable('exchange_terms')
      .set({ withdrawn_at: new Date() })
      .where('circle_id', '=', circleId)
      .executeTakeFirst(),
  );
  expect(taken.numUpdatedRows).toBe(0n);
  expect(await agree(1, 1)).toEqual({ ok: true });
  expect((await read(0)).now).toEqual(short);
}, 60_000);

test('the page and the first page say what is proposed, by whom, and whom it waits for', async () => {
  const { circleId, who, close } = await circleOf('Mara Lind', 'Ilse Brandt', 'Noor Haddad');
  const at = `/circles/${circleId}/exchange`;
  const [mara, ilse, noor] = await Promise.all([0, 1, 2].map((each) => pages.signedIn(who(each))));
  if (!mara || !ilse || !noor) throw new Error('nobody');
  const chosen = { version: '0', longestSeconds: '60', answerDays: '7', keepDays: '14' };
  expect((await mara.post(`${at}/terms?/propose`, chosen)).leadsTo).toBe(`${at}/terms`);
  const asked = await ilse.get(`${at}/terms`);
  expect(asked.body).toContain('Mara proposes this.');
  expect(asked.body).toContain('Waits for you and Noor.');
  expect(asked.body).not.toContain('?/withdraw');
  expect((await ilse.get(at)).body).toContain('A change is proposed');
  expect((await ilse.get('/')).body).toContain(
    'Mara Lind proposes a change to what you agreed about recordings',
  );
  expect((await ilse.post(`${at}/terms?/agree`, { version: '1' })).leadsTo).toBe(`${at}/terms`);
  expect((await ilse.get('/')).body).not.toContain('about recordings');
  expect((await mara.get(`${at}/terms`)).body).toContain('Waits for Noor.');
  const late = await noor.post(`${at}/terms?/propose`, { ...chosen, keepDays: '90' });
  expect(late.status).toBe(409);
  expect(late.body).toContain('while you were looking');
  await noor.post(`${at}/terms?/agree`, { version: '1' });
  const settled = (await mara.get(`${at}/terms`)).body;
  expect(settled).toContain('Mara proposed it, in force since');
  expect(settled).not.toContain('Waits for');
  await close(0);
  expect((await noor.post(`${at}/terms?/propose`, { ...chosen, version: '1', keepDays: '90' })).status).toBe(
    409,
  );
}, 60_000);

test('a recording would not be gone before its answer is due, whoever proposes it', async () => {
  const { propose } = await circleOf('Mara', 'Ilse');
  for (const keepDays of [7, 14])
    expect(await propose(0, { ...short, answerDays: 14, keepDays }, 0)).toEqual({
      ok: false,
      reason: 'gone-before-answer',
    });
  const form = new FormData();
  for (const [name, value] of Object.entries({ version: 1, longestSeconds: 60, answerDays: 14, keepDays: 7 }))
    form.set(name, String(value));
  expect(readForm(termsInput, form)).toMatchObject({
    ok: false,
    problems: { keepDays: expect.stringContaining('for more days than an answer has') },
    values: { answerDays: '14', keepDays: '7' },
  });
});
