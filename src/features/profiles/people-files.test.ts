import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
let owner: Visitor;
let other: Visitor;
let ana: Actor;
let ben: Actor;

beforeAll(async () => {
  const [first, second] = (await makePeople(app.database, ['Ana Reed', 'Ben Hale'])) as [Actor, Actor];
  [ana, ben] = [first, second];
  await app.database.asMaintenance((tx) =>
    tx.updateTable('person').set({ role: 'owner' }).where('id', '=', ana.personId).execute(),
  );
  [owner, other] = (await Promise.all([first, second].map(pages.signedIn))) as [Visitor, Visitor];
});

const people = () =>
  app.database.asPerson(ana, (tx) => tx.selectFrom('person').select(['name', 'manager_id']).execute());
const header = 'email,name,time_zone,languages,department,role_level,manager,moments,offers,wants\n';
const table = `${header}cleo@example.org,Cleo Marsh,Europe/Paris,fr|en,Weaving,3,dan@example.org,Meeting,listening=4/3,negotiation
dan@example.org,Dan Holt,Europe/Paris,en,Weaving,5,,,,
`;

test('a dry run says what would happen and changes nothing', async () => {
  const page = await owner.post('/people?/look', { text: table });
  expect(page.body).toContain('It fits. 2 would be new, 0 would be changed.');
  expect(await people()).toHaveLength(2);
});

test('one bad cell, and nobody comes in; it is named with its line', async () => {
  const page = await owner.post('/people?/bring', { text: table.replace('negotiation', 'negotation') });
  expect(page.status).toBe(422);
  expect(page.body).toContain('Line 2, wants');
  expect(page.body).toContain('Allowed: negotiation');
  expect(await people()).toHaveLength(2);
});

test('all come in, with who reports to whom; a second time changes them, and takes nothing that the file does not speak of', async () => {
  expect((await owner.post('/people?/bring', { text: table })).body).toContain(
    'Done. 2 are new, 0 were there already.',
  );
  const cleo = (await people()).find(({ name }) => name === 'Cleo Marsh');
  expect(cleo?.manager_id).not.toBeNull();
  const again = 'email,name\ncleo@example.org,Cleo Marsh-Bell\n';
  expect((await owner.post('/people?/bring', { text: again })).body).toContain(
    'Done. 0 are new, 1 were there already.',
  );
  const out = (await owner.get('/people/people.csv')).body;
  expect(out).toContain(
    'cleo@example.org,Cleo Marsh-Bell,Europe/Paris,fr|en,Weaving,3,dan@example.org,Meeting,listening,negotiation,',
  );
});

test('whoever an import gives a manager hears it on Today, once, and an owner who brings in themselves does not', async () => {
  await app.database.asMaintenance(async (tx) => {
    for (const [person, email] of [
      [ana, 'ana@example.org'],
      [ben, 'ben@example.org'],
    ] as const)
      await tx
        .insertInto('person_contact')
        .values({ organisation_id: ana.organisationId, person_id: person.personId, email })
        .execute();
  });
  const lines = `email,name,manager\nana@example.org,Ana Reed,dan@example.org\nben@example.org,Ben Hale,dan@example.org\n`;
  await owner.post('/people?/bring', { text: lines });
  await owner.post('/people?/bring', { text: lines });
  const heard = (body: string) => body.split('has noted Dan Holt as your manager').length - 1;
  expect(heard((await other.get('/')).body)).toBe(1);
  expect(heard((await other.get('/me')).body)).toBe(1);
  expect(heard((await owner.get('/')).body)).toBe(0);
});

test('what is taken out can be brought in again, and is the same after that', async () => {
  const before = (await owner.get('/people/people.json')).body;
  expect((await owner.post('/people?/bring', { text: before })).status).toBe(200);
  expect((await owner.get('/people/people.json')).body).toBe(before);
});

test('nothing private is in the file, and nobody but an owner gets one', async () => {
  await app.database.asPerson(ana, async (tx) => {
    const [dan] = await tx.selectFrom('person').select('id').where('name', '=', 'Dan Holt').execute();
    await tx
      .insertInto('private_wish')
      .values({
        organisation_id: ana.organisationId,
        person_id: ana.personId,
        about_id: dan?.id ?? '',
        kind: 'not-with',
      })
      .execute();
  });
  const out = (await owner.get('/people/people.json')).body;
  expect(out).not.toContain('not-with');
  expect(Object.keys(JSON.parse(out)[0])).toHaveLength(11);
  for (const path of ['/people', '/people/people.csv', '/people/people.json']) {
    expect((await other.get(path)).status, path).toBe(404);
  }
  expect((await other.post('/people?/bring', { text: table })).status).toBe(404);
});
