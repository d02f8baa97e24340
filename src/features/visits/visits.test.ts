import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withdraw } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { cancelPlanned } from '#features/sessions/use-cases/cancel-planned.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makePeople } from '../../../tests/support/circle.ts';
import {
  agreedVisit,
  arrangeVisit,
  consent,
  countsOf,
  enter,
  letIn,
  ofTheCircle,
  planTomorrow,
  rowsOf,
} from '../../../tests/support/visit.ts';
import { findVisitGuest } from './access.ts';
import { askVisit } from './use-cases/ask-visit.ts';
import { endVisit } from './use-cases/end-visit.ts';
import { readOwnVisit } from './use-cases/read-own-visits.ts';

const app = useApp();

test('whoever asks a circle to visit is let in by all its members, and by nobody less', async () => {
  const { past, wren, session, visit } = await arrangeVisit(app);
  const [mara, ilya] = past.people;
  expect(await letIn(app, { ...past, people: [mara, ilya] }, { visit, session })).toBe('waits');
  expect(await consent(app, wren, visit)).toBeUndefined();
  const last = past.people[2] as Actor;
  const answer = await asMember(app.database, last, past.circleId, async (tx, member) => {
    const { open } = await readDecisions(tx, member, { now: app.clock.now(), timeZone: 'UTC' });
    return withdraw(tx, member, open?.id ?? '');
  });
  expect(answer.ok).toBe(true);
  expect(await enter(app, wren, visit)).toBeUndefined();
});

test('a guest comes in once all agreed, the agreement is agreed to and the room is open; not sooner', async () => {
  const { wren, visit, session, open } = await agreedVisit(app);
  expect(await enter(app, wren, visit)).toBeUndefined();
  expect(await consent(app, wren, visit)).toBe(1);
  expect(await enter(app, wren, visit)).toBeUndefined();
  await open();
  expect(await enter(app, wren, visit)).toBe(session);
});

test('without agreeing to the circle’s agreement nobody comes in', async () => {
  const { wren, visit, open } = await agreedVisit(app);
  await open();
  expect(await enter(app, wren, visit)).toBeUndefined();
});

test('before, a guest knows when it is and what the circle agreed, and no row of anything else', async () => {
  const { wren, visit, session, past } = await agreedVisit(app);
  const view = await app.database.asPerson(wren, async (tx) => {
    const guest = await findVisitGuest(tx, wren, visit);
    return guest && readOwnVisit(tx, guest);
  });
  expect(view?.session?.state).toBe('ahead');
  expect(view?.agreement?.clauses.length).toBeGreaterThan(3);
  const ofTheSession = ['session', 'session_member', 'session_event', 'session_words'];
  expect(await countsOf(app, wren, [...ofTheCircle, ...ofTheSession])).toEqual({});
  expect(await countsOf(app, past.people[1], ofTheCircle)).toMatchObject({
    commitment: 1,
    agreement_clause: expect.any(Number),
  });
  expect(await app.database.asPerson(wren, (tx) => findSessionMember(tx, wren, session))).toBeUndefined();
  expect(
    await app.database.asPerson(wren, (tx) => findSessionMember(tx, wren, past.sessionId)),
  ).toBeUndefined();
});

test('strangers, colleagues and whoever left the circle neither see a visit nor end one', async () => {
  const { visit, mara } = await agreedVisit(app);
  const [stranger] = (await makePeople(app.database, ['Eve'])) as [Actor];
  const [colleague] = (await makePeople(app.database, ['Cleo'], mara.organisationId)) as [Actor];
  for (const outsider of [stranger, colleague]) {
    expect(await rowsOf(app, outsider, 'visit')).toEqual([]);
    expect(await endVisit(app, outsider, visit)).toBe(false);
    expect(await consent(app, outsider, visit)).toBeUndefined();
    expect(await enter(app, outsider, visit)).toBeUndefined();
    const seen = await app.database.asPerson(outsider, async (tx) => {
      const session = await sql`SELECT * FROM visited_session(${visit})`.execute(tx);
      const agreement = await sql`SELECT * FROM visited_agreement(${visit})`.execute(tx);
      return [...session.rows, ...agreement.rows];
    });
    expect(seen).toEqual([]);
  }
});

test('nobody visits a circle in which somebody manages them or is managed by them', async () => {
  const { past, wren, session, visit, mara } = await arrangeVisit(app);
  await app.database.asMaintenance((tx) =>
    tx.updateTable('person').set({ manager_id: wren.personId }).where('id', '=', mara.personId).execute(),
  );
  expect(await letIn(app, past, { visit, session })).toBe('visit-manager');
});

test('an agreement that changed meanwhile is agreed to anew', async () => {
  const { wren, visit, open, mara, past } = await agreedVisit(app);
  await consent(app, wren, visit);
  await app.database.asMaintenance((tx) =>
    sql`INSERT INTO agreement_version (organisation_id, circle_id, version, proposed_by, in_force_at)
      VALUES (${mara.organisationId}, ${past.circleId}, 2, ${mara.personId}, now())`.execute(tx),
  );
  await open();
  expect(await enter(app, wren, visit)).toBeUndefined();
});

test('a session that is called off asks the circle anew', async () => {
  const { wren, visit, past, session, mara } = await agreedVisit(app);
  await asMember(app.database, mara, past.circleId, (tx, member) => cancelPlanned(tx, member, session));
  const [row] = await rowsOf(app, wren, 'visit');
  expect(row).toMatchObject({ session_id: null, agreed_at: null, ended_at: null });
  const again = await planTomorrow(app, past);
  expect(await letIn(app, past, { visit, session: again })).toBe('settled');
});

test('a "not this time" is told without a name, and holds for two weeks', async () => {
  const { past, wren, visit } = await arrangeVisit(app);
  const last = past.people[2] as Actor;
  expect(await endVisit(app, last, visit)).toBe(true);
  const notices = await rowsOf(app, wren, 'person_notice');
  expect(notices.map(({ kind }) => kind)).toEqual(['visit-not-now']);
  expect(JSON.stringify(notices)).not.toContain(last.personId);
  const again = await app.database.asPerson(wren, (tx) =>
    askVisit(tx, wren, { circleId: past.circleId, sentence: 'Again.' }),
  );
  expect(again).toEqual({ ok: false, reason: 'lately' });
});
