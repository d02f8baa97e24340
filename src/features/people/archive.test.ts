import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { addSighting } from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { putSealed } from '#server/vault/sealed-files.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember } from '../../../tests/support/circle.ts';
import { must, openTestSession, startSession } from '../../../tests/support/session.ts';
import { unzip } from '../../../tests/support/unzip.ts';
import type { SignedIn } from './access.ts';
import { gatherArchive } from './use-cases/gather-archive.ts';

const app = useApp({ RONDO_DATA: mkdtempSync(join(tmpdir(), 'rondo-archive-')) });

const as = (person: Actor): SignedIn => ({
  ...person,
  signInId: randomUUID(),
  name: 'Ilya',
  timeZone: 'UTC',
  role: 'person',
  demonstration: false,
  theme: 'system',
  applicant: false,
});

test('everything about me is in one file, in plain words, and nothing of what others keep to themselves', async () => {
  const session = await openTestSession(app, { size: 3 });
  await startSession(session);
  const [mara, ilya, noor] = session.people as [Actor, Actor, Actor];
  for (const [person, text] of [
    [mara, 'Mara keeps <b>alone</b>'],
    [ilya, 'mine <b>alone</b>'],
  ] as const) {
    const card = { experiment: text, behaviour: '', context: '', criterion: '', dueOn: '' };
    const id = newId();
    await asMember(app.database, person, session.circleId, (tx, member) =>
      writeCard(tx, member, { id, card, now: Date.now() }),
    );
    const [partner, seen] = person === mara ? [noor, 'seen of Mara'] : [mara, 'seen of mine'];
    await asMember(app.database, partner, session.circleId, (tx, member) =>
      addSighting(tx, member, { id: newId(), card: id, text: seen }),
    );
  }
  const body = { kind: 'artefact' as const, artefact: 'text' as const, text: 'what I brought' };
  await must(session.act(ilya, { type: 'write', wordsId: randomUUID(), body }));
  const file = { organisationId: ilya.organisationId, owner: ilya.personId, id: randomUUID() };
  await putSealed(app, file, Buffer.from('a picture'));
  await app.database.asMaintenance(async (_tx, client) => {
    await client.query(
      `INSERT INTO stored_file (organisation_id, id, owner_id, media_type, bytes, sha256) VALUES ($1, $2, $3, 'image/png', 9, '\\x00')`,
      [ilya.organisationId, file.id, ilya.personId],
    );
    const about = `INSERT INTO session_words (organisation_id, id, session_id, step, kind, author_id, subject_id, audience, body, created_at, released_at)
      VALUES ($1, gen_random_uuid(), $2, 0, 'feedback', $3, $4, 'subject', $5, now(), $6)`;
    const words = [ilya.organisationId, session.sessionId, mara.personId, ilya.personId];
    await client.query(about, [...words, '{"kind":"thanks","text":"told to me"}', new Date()]);
    await client.query(about, [...words, '{"kind":"thanks","text":"not told yet"}', null]);
    // Each has read something of the other's.
    await client.query(
      `INSERT INTO share_read (organisation_id, kind, item_id, owner_id, reader_id, version)
       VALUES ($1, 'signal', $2, $2, $3, 0), ($1, 'signal', $3, $3, $2, 0)`,
      [ilya.organisationId, ilya.personId, mara.personId],
    );
  });
  const archive = await gatherArchive(app, as(ilya));
  if (!archive.ok) throw new Error(archive.reason);
  const files = unzip(await buffer(archive.zip));
  expect(Object.keys(files).sort()).toEqual(['everything.json', `files/${file.id}.png`, 'words.html']);
  expect(files[`files/${file.id}.png`]).toBe('a picture');
  const everything = JSON.parse(files['everything.json'] ?? '') as Record<string, object[]>;
  expect(everything.commitment).toMatchObject([{ experiment: 'mine <b>alone</b>' }]);
  expect(everything.membership).toHaveLength(1);
  expect(everything.share_read).toHaveLength(2);
  expect(everything.person).toMatchObject([{ name: 'Ilya' }]);
  expect(files['words.html']).toContain(`<a href="files/${file.id}.png">`);
  expect(everything.sighting_about_me).toMatchObject([{ text: 'seen of mine' }]);
  for (const text of ['what I brought', 'told to me', 'seen of mine']) {
    expect(files['everything.json']).toContain(text);
    expect(files['words.html']).toContain(text);
  }
  expect(files['words.html']).toContain('mine &lt;b&gt;alone&lt;/b&gt;');
  for (const said of Object.values(files)) {
    for (const text of ['Mara keeps', 'seen of Mara', 'not told yet', '~1~', 'token'])
      expect(said).not.toContain(text);
  }
});
