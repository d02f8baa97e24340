import { expect, test } from 'vitest';
import { agreementInForce } from '#features/agreements/use-cases/read-agreement.ts';
import { readAgreementPage } from '#features/agreements/use-cases/read-agreement-page.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { answerJoinRequest } from '#features/circles/use-cases/answer-request.ts';
import { changeCircle } from '#features/circles/use-cases/change-circle.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { circlesOf, membersOf } from '#features/circles/use-cases/list-members.ts';
import { openRequests, requestsOf } from '#features/circles/use-cases/list-requests.ts';
import { readBoard } from '#features/commitments/use-cases/read-board.ts';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, consentAll, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { agree, goOn } from './use-cases/decide-together.ts';
import { askToJoinOpen, openCircles, proposeOpening } from './use-cases/open-circle.ts';
import { readDecisions } from './use-cases/read-decisions.ts';
import { proposeSplit, readSplits } from './use-cases/split-circle.ts';

const app = useApp();
const at = { now: new Date(), timeZone: 'Europe/London' };
const opening = { rhythm: 'Every Thursday, 25 minutes', languages: ['en'] };

async function arrange(...names: string[]) {
  const people = await makePeople(app.database, names);
  const [outsider] = (await makePeople(app.database, ['Olga'], people[0]?.organisationId)) as [Actor];
  const { circleId } = await makeCircle(app.database, people);
  const by = <T>(who: Actor, work: (tx: Tx, member: CircleMember) => Promise<T>) =>
    asMember(app.database, who, circleId, work);
  const agreeAll = async () => {
    const answers = [];
    for (const who of people) {
      const open = await by(who, async (tx, member) => (await readDecisions(tx, member, at)).open);
      if (!open || open.agreed.includes(who.personId)) continue;
      answers.push(await by(who, (tx, member) => agree(tx, member, open.id)));
    }
    return answers.at(-1);
  };
  const openUp = async () => {
    await by(people[0] as Actor, (tx, member) => proposeOpening(tx, member, opening));
    await agreeAll();
  };
  const list = (who: Actor) => app.database.asPerson(who, (tx) => openCircles(tx, who));
  const ask = (who: Actor, sentence = 'I talk too much in reviews.') =>
    app.database.asPerson(who, (tx) => askToJoinOpen(tx, who, { circle: circleId, sentence }));
  return { people, outsider, circleId, by, agreeAll, openUp, list, ask };
}

test('a circle is listed once everyone has agreed, with what they agreed to show and nothing newer', async () => {
  const { people, outsider, by, agreeAll, list, ask } = await arrange('Ana', 'Ben');
  const [ana] = people as [Actor];
  await by(ana, (tx, member) => proposeOpening(tx, member, opening));
  expect(await list(outsider)).toEqual([]);
  expect(await ask(outsider)).toEqual({ ok: false, reason: 'not-open' });
  await agreeAll();
  await by(ana, (tx, member) =>
    changeCircle(tx, member, { name: 'The Thursday five', purpose: 'Something private', focusSkill: '' }),
  );
  expect(await list(outsider)).toMatchObject([
    {
      name: 'The Thursday five',
      members: 2,
      asked: false,
      opening: { purpose: 'To listen better', ...opening },
    },
  ]);
  expect(await list(ana)).toEqual([]);
  const [eve] = (await makePeople(app.database, ['Eve'])) as [Actor];
  expect(await list(eve)).toEqual([]);
  await by(ana, (tx, member) => goOn(tx, member, 'open'));
  expect(await list(outsider)).toEqual([]);
});

test('one asks with a sentence that members alone read, and a member’s yes gives a seat', async () => {
  const { people, outsider, by, openUp, list, ask } = await arrange('Ana', 'Ben');
  const [ana, ben] = people as [Actor, Actor];
  await openUp();
  expect(await ask(outsider)).toEqual({ ok: true });
  expect(await ask(outsider, 'Another sentence.')).toEqual({ ok: true });
  expect((await list(outsider))[0]?.asked).toBe(true);
  const [request, ...more] = await by(ben, openRequests);
  expect(more).toEqual([]);
  expect(request).toMatchObject({ name: 'Olga', sentence: 'I talk too much in reviews.' });
  const kept = await app.database.asMaintenance((tx) =>
    tx.selectFrom('join_request').select('sentence').execute(),
  );
  expect(kept.every(({ sentence }) => !sentence.includes('reviews'))).toBe(true);
  await by(ana, (tx, member) =>
    answerJoinRequest(tx, member, { requestId: request?.id ?? '', accept: true }),
  );
  expect(await by(outsider, membersOf)).toHaveLength(3);
});

test('a no names nobody, and the same circle is not asked again for two weeks', async () => {
  const { people, outsider, by, openUp, ask } = await arrange('Ana', 'Ben');
  await openUp();
  await ask(outsider);
  const [request] = await by(people[0] as Actor, openRequests);
  await by(people[1] as Actor, (tx, member) =>
    answerJoinRequest(tx, member, { requestId: request?.id ?? '', accept: false }),
  );
  expect(await app.database.asPerson(outsider, (tx) => requestsOf(tx, outsider))).toMatchObject([
    { declined: true },
  ]);
  expect(await ask(outsider)).toEqual({ ok: false, reason: 'lately' });
});

test('a full circle and one who asks become two: agreement carried over, history where it was, strong ties kept', async () => {
  const { people, outsider, circleId, by, agreeAll, openUp, ask } = await arrange(
    'Ana',
    'Ben',
    'Cleo',
    'Dan',
    'Eve',
  );
  const [ana, ben, , dan] = people as [Actor, Actor, Actor, Actor];
  await consentAll(app.database, people, circleId);
  const card = { experiment: 'Ask first', behaviour: '', context: '', criterion: '', dueOn: '' };
  const cardId = newId();
  await by(dan, (tx, member) => writeCard(tx, member, { id: cardId, card, now: Date.now() }));
  await by(ana, (tx, member) => addSighting(tx, member, { id: newId(), card: cardId, text: 'You waited.' }));
  await openUp();
  await ask(outsider);
  const { ways, people: all } = await by(ana, readSplits);
  expect(all.map(({ name, joining }) => [name, joining]).at(-1)).toEqual(['Olga', true]);
  const first = ways[0]?.circles[0] ?? [];
  expect(first).toEqual(expect.arrayContaining([ana.personId, dan.personId]));
  expect(ways[0]?.keeps[0]).toMatchObject({ sightings: 1 });
  expect(
    await by(ana, (tx, member) => proposeSplit(tx, member, { first, names: ['Early birds', 'Late birds'] })),
  ).toEqual({ ok: true });
  expect(await agreeAll()).toEqual({ ok: true, settling: 'settled' });

  const mine = async (who: Actor) =>
    (await app.database.asPerson(who, (tx) => circlesOf(tx, who))).filter(({ closed }) => !closed);
  const [early] = await mine(ana);
  expect(early).toMatchObject({ name: 'Early birds' });
  expect(early?.members).toHaveLength(3);
  expect(await mine(outsider)).toHaveLength(1);
  // The old circle is closed and read as before; its cards are where they were.
  expect((await by(ben, findCircle)).closedAt).toBeDefined();
  const board = await by(ben, (tx, member) => readBoard(tx, member));
  expect(board.find(({ member }) => member.id === dan.personId)?.card?.experiment).toBe('Ask first');
  expect((await by(ben, (tx, member) => readDecisions(tx, member, at))).into).toHaveLength(2);
  // The words of the agreement came along; nobody is held to have consented to them with these people.
  const fresh = early?.id ?? '';
  await asMember(app.database, ana, fresh, async (tx, member) => {
    const { proposal } = await readAgreementPage(tx, member);
    const before = await by(ana, readAgreementPage);
    expect(proposal?.clauses.map(({ body }) => body)).toEqual(
      before.inForce?.clauses.map(({ body }) => body),
    );
    expect(await agreementInForce(tx, member)).toBeUndefined();
    expect((await findCircle(tx, member)).meetingLink).toBeUndefined();
  });
});

test('a split that does not fit any more is not made: somebody left, or who asked got a seat elsewhere', async () => {
  const { people, by, agreeAll } = await arrange('Ana', 'Ben', 'Cleo', 'Dan', 'Eve');
  const [ana, , , , eve] = people as [Actor, Actor, Actor, Actor, Actor];
  const { ways } = await by(ana, readSplits);
  const first = ways[0]?.circles[0] ?? [];
  await by(ana, (tx, member) => proposeSplit(tx, member, { first, names: ['One', 'Two'] }));
  await by(eve, leaveCircle);
  people.pop();
  expect(await agreeAll()).toEqual({ ok: false, reason: 'decision-stale' });
  expect((await by(ana, findCircle)).closedAt).toBeUndefined();
  expect(
    await by(ana, (tx, member) => proposeSplit(tx, member, { first: ['nobody'], names: ['One', 'Two'] })),
  ).toEqual({ ok: false, reason: 'decision-stale' });
});
