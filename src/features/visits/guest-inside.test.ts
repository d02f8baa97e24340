import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { erasePerson } from '#features/people/use-cases/erase-person.ts';
import { expireSessions } from '#features/sessions/jobs.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { must } from '../../../tests/support/session.ts';
import {
  agreedVisit,
  countsOf,
  enter,
  insideVisit,
  ofTheCircle,
  rowsOf,
  until,
} from '../../../tests/support/visit.ts';
import { findVisitGuest } from './access.ts';
import { endVisit } from './use-cases/end-visit.ts';
import { readOwnVisit } from './use-cases/read-own-visits.ts';

const app = useApp();

test('inside, a guest reads this session alone: no board, no past, no agreement, no word that is another’s', async () => {
  const { wren, session, room, mara } = await insideVisit(app);
  const here = { kind: 'artefact' as const, artefact: 'text' as const, text: 'Said today.' };
  await must(room.act(mara, { type: 'write', wordsId: randomUUID(), body: here }));
  expect(await countsOf(app, wren, ofTheCircle)).toEqual({});
  expect((await rowsOf(app, wren, 'session')).map(({ id }) => id)).toEqual([session]);
  const events = await rowsOf(app, wren, 'session_event');
  expect(new Set(events.map(({ session_id }) => session_id))).toEqual(new Set([session]));
  expect((await rowsOf(app, wren, 'session_words')).length).toBe(1);
  const view = JSON.stringify(await room.view(wren));
  expect(view).toContain('Said today.');
  expect(view).not.toContain('I count to three');
  expect(view).not.toContain('Said last week.');
  expect(await room.act(wren, { type: 'write', wordsId: randomUUID(), body: here })).toEqual({
    ok: false,
    refusal: 'guest-observes',
  });
});

test('what is sealed for others stays sealed from a guest, and theirs from the others', async () => {
  const { wren, room } = await insideVisit(app);
  await until(room, 'drill');
  const focus = (await room.view(wren)).now?.focus ?? '';
  const observer = room.people.find(({ personId }) => personId !== focus) as Actor;
  const quote = 'Sealed for now';
  const body = { kind: 'observation' as const, quote, offset: 0 };
  await must(room.act(observer, { type: 'write', wordsId: randomUUID(), body }));
  await must(
    room.act(wren, { type: 'write', wordsId: randomUUID(), body: { ...body, quote: 'Wren saw it' } }),
  );
  expect(JSON.stringify(await room.view(wren))).not.toContain(quote);
  expect(JSON.stringify(await room.view(observer))).not.toContain('Wren saw it');
  expect(
    (await rowsOf(app, wren, 'session_words')).every(({ author_id }) => author_id === wren.personId),
  ).toBe(true);
});

test('a guest neither ends nor begins a session, asked of the database itself', async () => {
  const { wren, session } = await insideVisit(app);
  const close = app.database.asPerson(wren, (tx) =>
    tx.updateTable('session').set({ status: 'closed' }).where('id', '=', session).execute(),
  );
  await expect(close).rejects.toThrow(/guest/);
});

test('with the end a guest sees nothing any more but what they said and what was said to them', async () => {
  const { wren, visit, room, mara } = await insideVisit(app);
  const here = { kind: 'artefact' as const, artefact: 'text' as const, text: 'Said today.' };
  await must(room.act(mara, { type: 'write', wordsId: randomUUID(), body: here }));
  await until(room, 'drill');
  const saw = { kind: 'observation' as const, quote: 'Wren saw it', offset: 0 };
  await must(room.act(wren, { type: 'write', wordsId: randomUUID(), body: saw }));
  await until(room, 'debrief', wren);
  const thanks = { kind: 'thanks' as const, text: 'Thank you, Wren' };
  await must(room.act(mara, { type: 'write', wordsId: randomUUID(), body: thanks, subject: wren.personId }));
  await must(room.act(mara, { type: 'close' }));
  const gone = ['session', 'session_member', 'session_event', 'stored_file'];
  expect(await countsOf(app, wren, [...ofTheCircle, ...gone])).toEqual({});
  expect((await rowsOf(app, wren, 'session_words')).length).toBe(2);
  await expect(room.view(wren)).rejects.toThrow('not a member');
  expect(await enter(app, wren, visit)).toBeUndefined();
  const view = await app.database.asPerson(wren, async (tx) => {
    const guest = await findVisitGuest(tx, wren, visit);
    return guest && readOwnVisit(tx, guest);
  });
  expect(view?.visit.ended).toBe('over');
  expect(view?.kept.map(({ row }) => row.body.kind).sort()).toEqual(['observation', 'thanks']);
  // For the circle nothing is missing: the guest keeps their name at what they said.
  const after = await room.view(mara);
  expect(after.seats.find(({ id }) => id === wren.personId)?.name).toBe('Wren');
  const turns = await rowsOf(app, mara, 'rota_turn');
  expect(turns.length).toBeGreaterThan(0);
  expect(turns.map(({ person_id }) => person_id)).not.toContain(wren.personId);
});

test('a forgotten session ends with a guest in it, and lets them go', async () => {
  const { wren, room, session } = await insideVisit(app);
  await app.database.asMaintenance((tx) =>
    sql`UPDATE session SET expires_at = now() - interval '1 minute', last_at = now() - interval '9 hours'
      WHERE id = ${session}`.execute(tx),
  );
  await app.database.asMaintenance((tx) =>
    sql`UPDATE session_event SET at = now() - interval '9 hours' WHERE session_id = ${session}`.execute(tx),
  );
  await expireSessions(app);
  await expect(room.view(wren)).rejects.toThrow('not a member');
  expect(await rowsOf(app, wren, 'session')).toEqual([]);
});

test('a session with a guest is forgotten by its members alone, and says nobody was there', async () => {
  const { wren, room, mara, session } = await insideVisit(app);
  await must(room.act(mara, { type: 'close' }));
  await must(room.act(mara, { type: 'propose-discard' }));
  for (const person of room.people.slice(1)) await must(room.act(person, { type: 'agree-discard' }));
  const [row] = await rowsOf(app, wren, 'visit');
  expect(row).toMatchObject({ session_id: null, ended_how: 'over' });
  expect((await rowsOf(app, mara, 'session')).find(({ id }) => id === session)?.status).toBe('discarded');
});

test('either side takes a visit back, also while the guest is inside', async () => {
  const { wren, visit, room, mara } = await insideVisit(app);
  expect(await endVisit(app, mara, visit)).toBe(true);
  await expect(room.view(wren)).rejects.toThrow('not a member');
  const { seats } = await room.view(mara);
  expect(seats.find(({ id }) => id === wren.personId)).toMatchObject({ name: 'Wren', present: false });
  expect(await enter(app, wren, visit)).toBeUndefined();
  const other = await agreedVisit(app);
  expect(await endVisit(app, other.wren, other.visit)).toBe(true);
  expect(await endVisit(app, other.wren, other.visit)).toBe(false);
});

test('a guest who is erased leaves neither their asking nor their words behind', async () => {
  const { wren, room, mara } = await insideVisit(app);
  await must(room.act(mara, { type: 'close' }));
  await erasePerson(app, wren);
  expect(await rowsOf(app, mara, 'visit')).toEqual([]);
  const view = await room.view(mara);
  expect(JSON.stringify(view)).not.toContain('Wren');
});
