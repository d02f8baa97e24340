import ICAL from 'ical.js';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { agree } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import {
  agreedVisit,
  arrangeVisit,
  consent,
  hostWithGuest,
  planTomorrow,
} from '../../../tests/support/visit.ts';
import { findVisitGuest } from './access.ts';
import { endVisit } from './use-cases/end-visit.ts';
import { inviteGuest } from './use-cases/invite-guest.ts';
import { printVisit } from './use-cases/print-visit.ts';
import { listMyVisits } from './use-cases/read-own-visits.ts';

const app = useApp();
const page = 'https://rondo.example/visits/1';

/** The file as the guest is given it. */
function file(guest: Actor, visit: string): Promise<string | undefined> {
  return app.database.asPerson(guest, async (tx) => {
    const proof = await findVisitGuest(tx, guest, visit);
    return proof && printVisit(tx, proof, { page, now: app.clock.now() });
  });
}

test('a guest takes the day of their visit into their calendar, and nothing stands there that their page does not say', async () => {
  const { wren, visit, session, past, mara } = await agreedVisit(app);
  await app.database.asMaintenance((tx) =>
    sql`UPDATE circle_content SET meeting_link = 'https://meet.example/our-room', purpose = 'Our purpose'
      WHERE circle_id = ${past.circleId}`.execute(tx),
  );
  const text = (await file(wren, visit)) ?? '';
  const event = new ICAL.Event(
    new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') as ICAL.Component,
  );
  const { rows } = await asMember(app.database, mara, past.circleId, (tx) =>
    sql<{ starts_at: Date; name: string }>`SELECT s.starts_at, c.name FROM session s
      JOIN circle c ON c.id = s.circle_id WHERE s.id = ${session}`.execute(tx),
  );
  const [planned] = rows;
  expect(event.summary).toBe(`Your visit to ${planned?.name}`);
  expect(event.startDate.toJSDate()).toEqual(new Date(Math.floor(Number(planned?.starts_at) / 1000) * 1000));
  expect(event.component.getFirstPropertyValue('url')).toBe(page);
  expect(event.location).toBeNull();
  const properties = event.component.getAllProperties().map(({ name }) => name);
  expect(properties.sort()).toEqual(['description', 'dtend', 'dtstamp', 'dtstart', 'summary', 'uid', 'url']);
  const unfolded = text.replace(/\r\n /g, '');
  for (const kept of ['meet.example', 'Our purpose', 'rill', session, past.circleId, 'Mara', 'Ilya'])
    expect(unfolded).not.toContain(kept);
});

test('another session of the circle takes the place of the first in the calendar', async () => {
  const { wren, visit, past } = await agreedVisit(app);
  const uid = (text = '') => /^UID:.*$/m.exec(text)?.[0];
  const before = uid(await file(wren, visit));
  const other = await planTomorrow(app, past);
  await app.database.asMaintenance((tx) =>
    sql`UPDATE visit SET session_id = ${other} WHERE id = ${visit}`.execute(tx),
  );
  expect(before).toContain('UID:');
  expect(uid(await file(wren, visit))).toBe(before);
});

test('there is no day to note before all agreed, once the room is open, or when it was taken back', async () => {
  const asked = await arrangeVisit(app);
  expect(await file(asked.wren, asked.visit)).toBeUndefined();
  const { wren, visit, open, mara, past } = await agreedVisit(app);
  expect(await file(wren, visit)).toContain('VEVENT');
  for (const other of [mara, past.people[1], asked.wren]) expect(await file(other, visit)).toBeUndefined();
  await open();
  expect(await file(wren, visit)).toBeUndefined();
  const back = await agreedVisit(app);
  await endVisit(app, back.mara, back.visit);
  expect(await file(back.wren, back.visit)).toBeUndefined();
});

test('a circle that was dissolved meanwhile has no day for its guest, who is told so', async () => {
  const { wren, visit, past } = await agreedVisit(app);
  for (const person of past.people) await asMember(app.database, person, past.circleId, leaveCircle);
  expect(await file(wren, visit)).toBeUndefined();
  const [mine] = await app.database.asPerson(wren, (tx) => listMyVisits(tx, wren));
  expect(mine).toMatchObject({ closed: true });
  expect(mine?.ended).toBeUndefined();
});

test('who is invited notes the day once they have accepted', async () => {
  const { past, wren, session, mara } = await hostWithGuest(app);
  await asMember(app.database, mara, past.circleId, (tx, member) =>
    inviteGuest(tx, member, { guest: wren.personId, session }),
  );
  for (const person of past.people.slice(1))
    await asMember(app.database, person, past.circleId, async (tx, member) => {
      const { open } = await readDecisions(tx, member, { now: app.clock.now(), timeZone: 'UTC' });
      return agree(tx, member, open?.id ?? '');
    });
  const [visit] = await app.database.asPerson(wren, (tx) => listMyVisits(tx, wren));
  expect(visit?.agreed).toBe(true);
  expect(await file(wren, visit?.id ?? '')).toBeUndefined();
  await consent(app, wren, visit?.id ?? '');
  expect(await file(wren, visit?.id ?? '')).toContain('VEVENT');
});
