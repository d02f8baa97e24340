import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { agree } from '#features/decisions/use-cases/decide-together.ts';
import { askToJoinOpen, openCircles, proposeOpening } from '#features/decisions/use-cases/open-circle.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { colleaguesOf } from '#features/people/use-cases/list-colleagues.ts';
import { readConfig } from '#server/config.ts';
import type { Actor, Tx } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { useDatabase } from '../../../tests/support/database.ts';
import { answerJoinRequest } from './use-cases/answer-request.ts';
import { createCircle } from './use-cases/create-circle.ts';
import { enterByInvitation } from './use-cases/enter-by-invitation.ts';
import { inviteByMail, makeCircleLink } from './use-cases/invite.ts';
import { joinAsNewcomer } from './use-cases/join-as-newcomer.ts';
import { leaveCircle } from './use-cases/leave-circle.ts';
import { requestsOf } from './use-cases/list-requests.ts';
import { readCirclePage } from './use-cases/read-circle-page.ts';

const database = useDatabase();
const app = { database, clock: { now: () => new Date() }, config: readConfig({}) };
const uma = { name: 'Uma Field', email: null, timeZone: 'Asia/Kolkata', languages: ['en'], device: '' };

/** Ana and Ben's circle, and Uma, who came by its link and waits. Cleo is a colleague who sits nowhere, `other` a circle of
 * Ben and Dev. */
async function somebodyWaits() {
  const names = ['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dev Stone'];
  const [ana, ben, cleo, dev] = (await makePeople(database, names)) as [Actor, Actor, Actor, Actor];
  const { circleId } = await makeCircle(database, [ana, ben]);
  const { circleId: other } = await makeCircle(database, [ben, dev]);
  const made = await asMember(database, ana, circleId, (tx, member) =>
    makeCircleLink(tx, member, { linkTo: (token) => token }),
  );
  if (!made.ok) throw new Error(made.reason);
  expect(await joinAsNewcomer(app, made.link, uma)).toMatchObject({ ok: true, outcome: 'asked' });
  const { requests } = await asMember(database, ana, circleId, readCirclePage);
  const [request] = requests;
  if (!request) throw new Error('nobody asked');
  const who: Actor = { organisationId: ana.organisationId, personId: request.person };
  const answer = (accept: boolean) =>
    asMember(database, ana, circleId, (tx, member) =>
      answerJoinRequest(tx, member, { requestId: request.id, accept }),
    );
  return { ana, ben, cleo, dev, circleId, other, link: made.link, who, answer };
}

const as = <T>(actor: Actor, work: (tx: Tx) => Promise<T>) => database.asPerson(actor, work);
const namesOf = (actor: Actor) =>
  as(actor, async (tx) =>
    (await tx.selectFrom('person').select('name').orderBy('name').execute()).map(({ name }) => name),
  );
const circlesSeen = (actor: Actor) =>
  as(actor, async (tx) => (await tx.selectFrom('circle').select('id').execute()).map(({ id }) => id));
const found = (actor: Actor) =>
  as(actor, (tx) => createCircle(tx, actor, { name: 'Mine', purpose: '', focusSkill: '' }));

test('who came by a link and was not answered yet sees themselves and the circle they asked for, and nobody else', async () => {
  const { ana, cleo, circleId, other, who } = await somebodyWaits();
  expect(await namesOf(who)).toEqual(['Uma Field']);
  expect(await circlesSeen(who)).toEqual([circleId]);
  expect(await as(who, (tx) => requestsOf(tx, who))).toMatchObject([
    { circleName: 'The Thursday five', declined: false },
  ]);
  // A colleague who sits in no circle either belongs all the same.
  expect(await namesOf(cleo)).toEqual(['Ana Reed', 'Ben Hale', 'Cleo Marsh', 'Dev Stone', 'Uma Field']);
  expect((await circlesSeen(cleo)).sort()).toEqual([circleId, other].sort());
  // And nobody chooses among the uninvited.
  const names = (await as(ana, (tx) => colleaguesOf(tx, ana))).map(({ name }) => name);
  expect(names).toEqual(['Ben Hale', 'Cleo Marsh', 'Dev Stone']);
});

test('who waits founds no circle, opens no round, tells no story and is not counted', async () => {
  const { who, cleo } = await somebodyWaits();
  await expect(found(who)).rejects.toThrow(/row-level security/);
  await expect(found(cleo)).resolves.toMatchObject({ circleId: expect.any(String) });
  const round = (actor: Actor) =>
    as(actor, (tx) =>
      sql`INSERT INTO matching_round (organisation_id, id, name, opened_by, answers_until, size, common_half_hours, cadence, seed)
        VALUES (${actor.organisationId}, ${newId()}, 'Autumn', ${actor.personId}, now() + interval '7 days', 3, 2, 'weekly', 1)`.execute(
        tx,
      ),
    );
  await expect(round(who)).rejects.toThrow(/row-level security/);
  await round(cleo);
  const share = (actor: Actor, kind: string, audience: string) =>
    as(actor, (tx) =>
      sql`INSERT INTO share (organisation_id, id, owner_id, kind, item_id, audience)
        VALUES (${actor.organisationId}, ${newId()}, ${actor.personId}, ${kind}, ${actor.personId}, ${audience})`.execute(
        tx,
      ),
    );
  await expect(share(who, 'practice', 'aggregate')).rejects.toThrow(/row-level security/);
  await expect(share(who, 'story', 'story')).rejects.toThrow(/row-level security/);
  await share(cleo, 'practice', 'aggregate');
});

test('a round for everybody is for everybody who belongs', async () => {
  const { cleo, ana, ben, dev, who } = await somebodyWaits();
  const id = newId();
  await as(cleo, async (tx) => {
    await sql`INSERT INTO matching_round (organisation_id, id, name, opened_by, answers_until, size, common_half_hours, cadence, seed)
      VALUES (${cleo.organisationId}, ${id}, 'Autumn', ${cleo.personId}, now() + interval '7 days', 3, 2, 'weekly', 1)`.execute(
      tx,
    );
    await sql`SELECT invite_to_round(${id}, NULL)`.execute(tx);
  });
  const invited = await as(cleo, (tx) =>
    tx.selectFrom('round_invitee').select('person_id').where('round_id', '=', id).execute(),
  );
  expect(invited.map((row) => row.person_id).sort()).toEqual(
    [ana, ben, cleo, dev].map((each) => each.personId).sort(),
  );
  const notices = await as(who, (tx) => tx.selectFrom('person_notice').select('kind').execute());
  expect(notices).toEqual([]);
});

test('stories, numbers and open circles begin with the first yes, and stay after leaving', async () => {
  const { ana, ben, cleo, dev, circleId, other, who, answer } = await somebodyWaits();
  await asMember(database, ben, other, (tx, member) =>
    proposeOpening(tx, member, { rhythm: 'Every Thursday', languages: ['en'] }),
  );
  for (const member of [ben, dev])
    await asMember(database, member, other, async (tx, proof) => {
      const { open } = await readDecisions(tx, proof, { now: new Date(), timeZone: 'UTC' });
      if (open && !open.agreed.includes(member.personId)) await agree(tx, proof, open.id);
    });
  expect(await as(cleo, (tx) => openCircles(tx, cleo))).toHaveLength(1);
  const story = newId();
  await as(ana, async (tx) => {
    await sql`INSERT INTO story (organisation_id, id, person_id, title, text) VALUES (${ana.organisationId}, ${story}, ${ana.personId}, 'A', 'B')`.execute(
      tx,
    );
    await sql`INSERT INTO share (organisation_id, id, owner_id, kind, item_id, audience)
      VALUES (${ana.organisationId}, ${newId()}, ${ana.personId}, 'story', ${story}, 'story')`.execute(tx);
  });
  const stories = (actor: Actor) =>
    as(actor, async (tx) => (await tx.selectFrom('story').select('id').execute()).length);
  expect(await stories(ben)).toBe(1);
  expect(await stories(who)).toBe(0);
  expect(await as(who, (tx) => openCircles(tx, who))).toEqual([]);
  expect(await as(who, (tx) => askToJoinOpen(tx, who, { circle: other, sentence: 'Please.' }))).toMatchObject(
    {
      ok: false,
    },
  );
  expect(await answer(true)).toEqual({ ok: true, outcome: 'joined' });
  expect(await stories(who)).toBe(1);
  expect(await as(who, (tx) => openCircles(tx, who))).toHaveLength(1);
  expect(await namesOf(who)).toContain('Ana Reed');
  await asMember(database, who, circleId, leaveCircle);
  expect(await stories(who)).toBe(1);
  await expect(found(who)).resolves.toMatchObject({ circleId: expect.any(String) });
});

test('a no changes nothing of what they see; an invitation to their address lets them in', async () => {
  const { ana, ben, other, circleId, who, answer, link } = await somebodyWaits();
  expect(await answer(false)).toEqual({ ok: true, outcome: 'declined' });
  expect(await namesOf(who)).toEqual(['Uma Field']);
  expect(await circlesSeen(who)).toEqual([circleId]);
  expect(await as(who, (tx) => requestsOf(tx, who))).toMatchObject([{ declined: true }]);
  // Asking again by the same link is no way in either.
  expect(await as(who, (tx) => enterByInvitation(tx, link))).toMatchObject({ outcome: 'asked' });
  expect(await namesOf(who)).toEqual(['Uma Field']);
  const mailed = await asMember(database, ben, other, (tx, member) =>
    inviteByMail(tx, member, { email: 'uma@example.org', mail: false, linkTo: (token) => token }),
  );
  if (!mailed.ok || !mailed.link) throw new Error('not invited');
  const token = mailed.link;
  expect(await as(who, (tx) => enterByInvitation(tx, token))).toMatchObject({ outcome: 'joined' });
  expect(await namesOf(who)).toContain('Ana Reed');
  expect(await namesOf(ana)).toContain('Uma Field');
});

test('who was of the organisation before they asked by a link goes on seeing it', async () => {
  const { cleo, link } = await somebodyWaits();
  expect(await as(cleo, (tx) => enterByInvitation(tx, link))).toMatchObject({ outcome: 'asked' });
  expect(await namesOf(cleo)).toContain('Ana Reed');
});

test('nobody makes themselves one who belongs', async () => {
  const { who } = await somebodyWaits();
  await expect(
    as(who, (tx) => sql`UPDATE person SET applicant_since = NULL WHERE id = ${who.personId}`.execute(tx)),
  ).rejects.toThrow(/permission denied/);
});
