import { beforeAll, expect, test } from 'vitest';
import { consentTo } from '#features/agreements/use-cases/consent-to-agreement.ts';
import { proposeVersion } from '#features/agreements/use-cases/propose-version.ts';
import { readAgreementPage } from '#features/agreements/use-cases/read-agreement-page.ts';
import type { Actor, Tx } from '#server/database.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { type WatchedCircle, watchedCircle } from '../../../tests/support/watched-circle.ts';
import { type CircleMember, findCircleMember } from './access.ts';
import { readCircle } from './store/circle.ts';
import { listInvitations } from './store/invitations.ts';
import { listMembers } from './store/members.ts';
import { readOpenParting } from './store/partings.ts';
import { listOpenRequests } from './store/requests.ts';
import { answerJoinRequest } from './use-cases/answer-request.ts';
import { changeCircle } from './use-cases/change-circle.ts';
import { closeCircle } from './use-cases/close-circle.ts';
import { makeCircleLink } from './use-cases/invite.ts';
import { leaveCircle } from './use-cases/leave-circle.ts';
import { proposeParting } from './use-cases/part-with-member.ts';
import { pauseMembership } from './use-cases/pause-membership.ts';
import { readCirclePage } from './use-cases/read-circle-page.ts';
import { readInvitePage } from './use-cases/read-invite-page.ts';

/** Each wall with the other taken away: policies against a forged proof, and the proof where no policy holds. */

const database = useDatabase();
const linkTo = (token: string) => token;
let circle: WatchedCircle;

beforeAll(async () => {
  circle = await watchedCircle(database);
});

test('no use case works for somebody whose proof of membership is forged', async () => {
  const { circleId, requestId, ana, outsiders } = circle;
  for (const [who, actor] of Object.entries(outsiders)) {
    const forged = { ...actor, circleId, seat: 1, closed: false } as CircleMember;
    const pause = { returnsOn: '2099-01-01', now: new Date('2098-12-01'), timeZone: 'UTC' };
    const attempts: ((tx: Tx) => Promise<unknown>)[] = [
      (tx) => readCirclePage(tx, forged),
      (tx) => readInvitePage(tx, forged),
      (tx) => changeCircle(tx, forged, { name: 'Taken over', purpose: '', focusSkill: '' }),
      (tx) => closeCircle(tx, forged),
      (tx) => leaveCircle(tx, forged),
      (tx) => makeCircleLink(tx, forged, { linkTo }),
      (tx) => proposeParting(tx, forged, ana.personId),
      (tx) => proposeVersion(tx, forged),
      (tx) => consentTo(tx, forged, { version: 2, hash: '' }),
      (tx) => pauseMembership(tx, forged, pause),
    ];
    for (const attempt of attempts) await expect(database.asPerson(actor, attempt), who).rejects.toThrow();
    expect(await database.asPerson(actor, (tx) => listMembers(tx, forged))).toEqual([]);
    const answer = { requestId, accept: true };
    expect(await database.asPerson(actor, (tx) => answerJoinRequest(tx, forged, answer))).toEqual({
      ok: false,
      reason: 'not-found',
    });
    expect(await database.asPerson(actor, (tx) => readAgreementPage(tx, forged))).toMatchObject({
      members: [],
      inForce: undefined,
      proposal: undefined,
    });
  }
});

test('only a member of now proves to be one, whatever the policies say', async () => {
  for (const [who, actor] of Object.entries(circle.outsiders)) {
    const proof = await database.asMaintenance((tx) => findCircleMember(tx, actor, circle.circleId));
    expect(proof, who).toBeUndefined();
  }
  const proof = await database.asMaintenance((tx) => findCircleMember(tx, circle.ana, circle.circleId));
  expect(proof).toMatchObject({ circleId: circle.circleId });
});

test('a member reads their own circle and nothing of another, whatever the policies say', async () => {
  const [gus] = (await makePeople(database, ['Gus Lane'], circle.ana.organisationId)) as [Actor];
  const { circleId: other } = await makeCircle(database, [gus]);
  await asMember(database, gus, other, async (tx, member) => {
    await changeCircle(tx, member, { name: 'Canary', purpose: 'canary-purpose', focusSkill: 'canary-skill' });
    await makeCircleLink(tx, member, { linkTo });
  });
  const seen = await database.asMaintenance(async (tx) => {
    const member = await findCircleMember(tx, circle.ana, circle.circleId);
    if (member === undefined) throw new Error('Ana is a member');
    const reads = [
      readCircle,
      listMembers,
      listOpenRequests,
      readOpenParting,
      listInvitations,
      readAgreementPage,
    ];
    const read = [];
    for (const each of reads) read.push(await each(tx, member));
    return JSON.stringify(read);
  });
  expect(seen).toContain('To listen better');
  expect(seen).not.toMatch(/canary/i);
  expect(seen).not.toContain(gus.personId);
});
