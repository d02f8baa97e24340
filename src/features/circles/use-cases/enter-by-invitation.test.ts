import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { findCircleMember } from '#features/circles/access.ts';
import type { Actor } from '#server/database.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { listInvitations } from '../store/invitations.ts';
import { listMyRequests, listOpenRequests } from '../store/requests.ts';
import { answerJoinRequest } from './answer-request.ts';
import { enterByInvitation, lookAtInvitation } from './enter-by-invitation.ts';
import { endInvitation, inviteByMail, makeCircleLink } from './invite.ts';
import { membersOf } from './list-members.ts';
import { readCirclePage } from './read-circle-page.ts';

const database = useDatabase();
const linkTo = (token: string) => token;

const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dev Stone', 'Edda Frost', 'Finn Bell', 'Gus Lane'];

async function invite(actor: Actor, circleId: string, kind: 'mail' | 'link'): Promise<string> {
  const made = await asMember(database, actor, circleId, (tx, member) =>
    kind === 'mail'
      ? inviteByMail(tx, member, { email: 'guest@example.org', mail: false, linkTo })
      : makeCircleLink(tx, member, { linkTo }),
  );
  if (!made.ok || !made.link) throw new Error('not invited');
  return made.link;
}

const enter = (actor: Actor, token: string) => database.asPerson(actor, (tx) => enterByInvitation(tx, token));

const seatsIn = (actor: Actor, circleId: string) =>
  asMember(database, actor, circleId, async (tx, member) =>
    (await membersOf(tx, member)).map((each) => each.seat),
  );

test('a mailed invitation shows the circle and who invites, seats once, and is spent', async () => {
  const [ana, ben, cleo] = (await makePeople(database, names)) as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(database, [ana]);
  const token = await invite(ana, circleId, 'mail');
  const look = () => database.asNobody((tx) => lookAtInvitation(tx, token));
  expect(await look()).toMatchObject({
    circleName: 'The Thursday five',
    inviterName: 'Ana Reed',
    state: 'open',
  });
  expect(await look()).toMatchObject({ state: 'open' });
  expect(await enter(ben, token)).toEqual({ ok: true, outcome: 'joined', circleId });
  expect(await look()).toMatchObject({ state: 'used' });
  expect(await enter(cleo, token)).toEqual({ ok: false, reason: 'spent' });
  expect(await enter(ben, token)).toEqual({ ok: false, reason: 'member' });
});

test('a mailed invitation used by two at once seats one of them', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [ana, ben, cleo] = (await makePeople(database, names)) as [Actor, Actor, Actor];
    const { circleId } = await makeCircle(database, [ana]);
    const token = await invite(ana, circleId, 'mail');
    const outcomes = await Promise.all([enter(ben, token), enter(cleo, token)]);
    expect(outcomes.filter((each) => each.ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: 'spent' });
    expect(await seatsIn(ana, circleId)).toEqual([1, 2]);
  }
});

test('of two who want the last seat at once one sits down, and the other keeps an unspent invitation', async () => {
  for (let round = 0; round < 5; round += 1) {
    const people = await makePeople(database, names);
    const [ana, , , , edda, finn] = people as [Actor, Actor, Actor, Actor, Actor, Actor];
    const { circleId } = await makeCircle(database, people.slice(0, 4));
    const tokens = [await invite(ana, circleId, 'mail'), await invite(ana, circleId, 'mail')] as const;
    const outcomes = await Promise.all([enter(edda, tokens[0]), enter(finn, tokens[1])]);
    expect(outcomes.filter((each) => each.ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: 'full' });
    expect(await seatsIn(ana, circleId)).toEqual([1, 2, 3, 4, 5]);
    const states = await asMember(database, ana, circleId, async (tx, member) =>
      (await listInvitations(tx, member)).map((each) => each.state),
    );
    expect(states.filter((state) => state === 'open')).toHaveLength(1);
  }
});

test('a full circle invites nobody', async () => {
  const people = await makePeople(database, names);
  const { circleId } = await makeCircle(database, people.slice(0, 5));
  const ana = people[0] as Actor;
  await asMember(database, ana, circleId, async (tx, member) => {
    const full = { ok: false, reason: 'circle-full' };
    expect(await makeCircleLink(tx, member, { linkTo })).toEqual(full);
    expect(await inviteByMail(tx, member, { email: 'a@example.org', mail: false, linkTo })).toEqual(full);
  });
});

test("a circle's link lets one ask once, and a member's yes seats", async () => {
  const [ana, ben, cleo] = (await makePeople(database, names)) as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(database, [ana]);
  const token = await invite(ana, circleId, 'link');
  expect(await enter(ben, token)).toMatchObject({ ok: true, outcome: 'asked' });
  expect(await enter(ben, token)).toMatchObject({ ok: true, outcome: 'asked' });
  expect(await enter(cleo, token)).toMatchObject({ ok: true, outcome: 'asked' });
  await database.asPerson(ben, async (tx) => {
    expect(await findCircleMember(tx, ben, circleId)).toBeUndefined();
    expect(await listMyRequests(tx, ben)).toMatchObject([{ declined: false }]);
  });
  const [first, second] = await asMember(database, ana, circleId, async (tx, member) => {
    expect((await listInvitations(tx, member))[0]?.uses).toBe(2);
    return listOpenRequests(tx, member);
  });
  const answer = (requestId: string, accept: boolean) =>
    asMember(database, ana, circleId, (tx, member) => answerJoinRequest(tx, member, { requestId, accept }));
  expect(await answer(first?.id ?? '', true)).toEqual({ ok: true, outcome: 'joined' });
  expect(await answer(first?.id ?? '', true)).toEqual({ ok: false, reason: 'answered' });
  expect(await answer(second?.id ?? '', false)).toEqual({ ok: true, outcome: 'declined' });
  expect(await seatsIn(ana, circleId)).toEqual([1, 2]);
  expect(await database.asPerson(cleo, (tx) => listMyRequests(tx, cleo))).toMatchObject([{ declined: true }]);
  // Whoever asks again waits again, and the no from before is told no more.
  expect(await enter(cleo, token)).toMatchObject({ ok: true, outcome: 'asked' });
  expect(await database.asPerson(cleo, (tx) => listMyRequests(tx, cleo))).toMatchObject([
    { declined: false },
  ]);
});

test('nobody answers for a circle that they are not in, nor their own request', async () => {
  const [ana, ben, cleo] = (await makePeople(database, names)) as [Actor, Actor, Actor];
  const { circleId } = await makeCircle(database, [ana]);
  const { circleId: elsewhere } = await makeCircle(database, [cleo]);
  await enter(ben, await invite(ana, circleId, 'link'));
  const [request] = await asMember(database, ana, circleId, listOpenRequests);
  const attempt = await asMember(database, cleo, elsewhere, (tx, member) =>
    answerJoinRequest(tx, member, { requestId: request?.id ?? '', accept: true }),
  );
  expect(attempt).toEqual({ ok: false, reason: 'not-found' });
  expect(await seatsIn(ana, circleId)).toEqual([1]);
});

test('an invitation of another organisation never works', async () => {
  const [ana] = (await makePeople(database, names)) as [Actor];
  const [stranger] = (await makePeople(database, ['Una Fern'])) as [Actor];
  const { circleId } = await makeCircle(database, [ana]);
  for (const kind of ['mail', 'link'] as const) {
    const token = await invite(ana, circleId, kind);
    expect(await enter(stranger, token)).toEqual({ ok: false, reason: 'other-organisation' });
  }
  expect(await seatsIn(ana, circleId)).toEqual([1]);
  expect(await asMember(database, ana, circleId, listOpenRequests)).toEqual([]);
});

test('an invitation that was ended or is too old lets nobody in', async () => {
  const [ana, ben] = (await makePeople(database, names)) as [Actor, Actor];
  const { circleId } = await makeCircle(database, [ana]);
  const ended = await invite(ana, circleId, 'mail');
  const [invitation] = await asMember(database, ana, circleId, listInvitations);
  const end = () =>
    asMember(database, ana, circleId, (tx, member) => endInvitation(tx, member, invitation?.id ?? ''));
  expect(await end()).toEqual({ ok: true });
  expect(await end()).toEqual({ ok: false, reason: 'invitation-gone' });
  expect(await enter(ben, ended)).toEqual({ ok: false, reason: 'spent' });

  const old = await invite(ana, circleId, 'mail');
  await database.asMaintenance((tx) =>
    sql`UPDATE invitation SET expires_at = now() WHERE uses = 0`.execute(tx),
  );
  expect(await enter(ben, old)).toEqual({ ok: false, reason: 'spent' });
  expect(await enter(ben, 'no-such-token')).toEqual({ ok: false, reason: 'unknown-link' });
});

test('who is to let somebody in is told when the name looks the same as a member’s, and not otherwise', async () => {
  const alike = ['Ana Reed', 'Ben Hale', 'Аnа Rееd', 'Cleo Marsh'];
  const [ana, ben, other, cleo] = (await makePeople(database, alike)) as [Actor, Actor, Actor, Actor];
  const { circleId } = await makeCircle(database, [ana, ben]);
  const token = await invite(ana, circleId, 'link');
  for (const person of [other, cleo]) await enter(person, token);
  const { requests } = await asMember(database, ben, circleId, readCirclePage);
  expect(requests.map(({ name, looksLike }) => ({ name, looksLike }))).toEqual([
    { name: 'Аnа Rееd', looksLike: 'Ana Reed' },
    { name: 'Cleo Marsh', looksLike: undefined },
  ]);
});
