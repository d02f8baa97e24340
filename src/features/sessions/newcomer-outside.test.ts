import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Jimp } from 'jimp';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { enterByInvitation } from '#features/circles/use-cases/enter-by-invitation.ts';
import { inviteByMail } from '#features/circles/use-cases/invite.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makePeople } from '../../../tests/support/circle.ts';
import { must, openTestSession, startSession, type TestSession } from '../../../tests/support/session.ts';
import { attachImage } from './use-cases/attach-image.ts';
import { readArtefact } from './use-cases/read-artefact.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-newcomer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const app = useApp({ RONDO_DATA: folder });
const said = 'What I would never say twice';

/** A session in which something was said to all and an image lies on the table; then somebody joins the circle. */
async function arrange() {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  const [ama] = session.people;
  const body = { kind: 'artefact' as const, artefact: 'text' as const, text: said };
  await must(session.act(ama, { type: 'write', wordsId: randomUUID(), body }));
  const png = await new Jimp({ width: 3, height: 2, color: 0x1d6b57ff }).getBuffer('image/png');
  const file = new File([new Uint8Array(png)], 'slide.png');
  const image = await attachImage(app, await session.member(ama), { file, text: said });
  if (!image.ok) throw new Error(image.reason);
  return { session, fileId: image.fileId, newcomer: await joinCircle(session) };
}

async function joinCircle({ people, circleId }: TestSession): Promise<Actor> {
  const [ama] = people;
  const [newcomer] = (await makePeople(app.database, ['Wren'], ama.organisationId)) as [Actor];
  const invited = await asMember(app.database, ama, circleId, (tx, member) =>
    inviteByMail(tx, member, { email: 'wren@example.org', mail: false, linkTo: (token) => token }),
  );
  if (!invited.ok || !invited.link) throw new Error('not invited');
  const token = invited.link;
  await app.database.asPerson(newcomer, (tx) => enterByInvitation(tx, token));
  return newcomer;
}

const consent = (newcomer: Actor, { circleId }: TestSession) =>
  app.database.asPerson(newcomer, (tx) =>
    sql`INSERT INTO agreement_consent (organisation_id, circle_id, version, person_id)
      VALUES (${newcomer.organisationId}, ${circleId}, 1, ${newcomer.personId})`.execute(tx),
  );

/** Asked without the program's own wall: what the database gives. */
const rowsFor = (actor: Actor, { sessionId }: TestSession) =>
  app.database.asPerson(actor, async (tx) => {
    const rows = await tx
      .selectFrom('session_words')
      .select('id')
      .where('session_id', '=', sessionId)
      .execute();
    return rows.length;
  });

test('who joins the circle while a session is open reads nothing of it from the door, consent or not', async () => {
  const { session, fileId, newcomer } = await arrange();
  await consent(newcomer, session);
  expect(JSON.stringify(await session.view(newcomer))).not.toContain(said);
  expect(await rowsFor(newcomer, session)).toBe(0);
  expect(await readArtefact(app, await session.member(newcomer), fileId)).toBeUndefined();
  expect(await rowsFor(session.people[1], session)).toBe(2);
});

test('who then enters reads what is on the table, on a stream that was open before as well', async () => {
  const { session, fileId, newcomer } = await arrange();
  await consent(newcomer, session);
  const seen: string[] = [];
  const leave = await app.hub.subscribe({
    member: await session.member(newcomer),
    signInId: randomUUID(),
    send: ({ view }) => void seen.push(view),
    close: () => undefined,
  });
  await must(session.act(newcomer, { type: 'join' }));
  expect(seen.at(0)).not.toContain(said);
  expect(seen.at(-1)).toContain(said);
  leave();
  expect(await rowsFor(newcomer, session)).toBe(2);
  expect(await readArtefact(app, await session.member(newcomer), fileId)).toBeDefined();
});

test('who never entered stays outside when it is over', async () => {
  const { session, newcomer } = await arrange();
  await consent(newcomer, session);
  await must(session.act(session.people[0], { type: 'close' }));
  expect(JSON.stringify(await session.view(newcomer))).not.toContain(said);
  expect(await rowsFor(newcomer, session)).toBe(0);
});
