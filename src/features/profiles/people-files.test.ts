import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { weekLength } from '#core/people/week.ts';
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
  expect(page.body).toContain('It fits. 2 would be new, 0 would be changed, 0 stay as they are.');
  expect(await people()).toHaveLength(2);
});

test('one bad cell, and nobody comes in; it is named with its line', async () => {
  const page = await owner.post('/people?/bring', { text: table.replace('negotiation', 'negotation') });
  expect(page.status).toBe(422);
  expect(page.body).toContain('Line 2, wants');
  expect(page.body).toContain('Allowed: negotiation');
  expect(await people()).toHaveLength(2);
});

test('of more problems than a page lists, all are counted and the others named as so many more', async () => {
  const lines = Array.from({ length: 250 }, (_, index) => `nobody${index},Ana Reed\n`).join('');
  const { status, body } = await owner.post('/people?/look', { text: `email,name\n${lines}` });
  expect(status).toBe(422);
  expect(body).toContain('250 values do not fit');
  expect(body).toContain('And 50 more.');
  expect(body).toContain('Line 201, email');
  expect(body).not.toContain('Line 202, email');
  const few = await owner.post('/people?/look', { text: 'email,name\nnobody,Ana Reed\nnone,Ben\n' });
  expect(few.body).toContain('2 values do not fit');
  expect(few.body).not.toContain(' more.');
});

test('all come in, with who reports to whom; a second time changes them, and takes nothing that the file does not speak of', async () => {
  expect((await owner.post('/people?/bring', { text: table })).body).toContain(
    'Done. 2 are new, 0 were changed, 0 stayed as they were.',
  );
  const cleo = (await people()).find(({ name }) => name === 'Cleo Marsh');
  expect(cleo?.manager_id).not.toBeNull();
  const again = 'email,name\ncleo@example.org,Cleo Marsh-Bell\n';
  expect((await owner.post('/people?/bring', { text: again })).body).toContain(
    'Done. 0 are new, 1 were changed, 0 stayed as they were.',
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

test('a dry run counts whom a file would change, and does not tell levels by it', async () => {
  const line = (skill: string) => `email,name,offers\ncleo@example.org,Cleo Marsh-Bell,${skill}\n`;
  const would = async (text: string) =>
    /It fits\. [^<]+/.exec((await owner.post('/people?/look', { text })).body)?.[0];
  const same = 'It fits. 0 would be new, 0 would be changed, 1 stay as they are.';
  const changed = 'It fits. 0 would be new, 1 would be changed, 0 stay as they are.';
  const whole = `email,name,offers,wants\ncleo@example.org,Cleo Marsh-Bell,listening,negotiation\n`;
  expect(await would(whole)).toBe(same);
  expect(await would(whole.replace('Bell', 'Ball'))).toBe(changed);
  expect(await would(line('listening'))).toBe(changed);
  // She knows it at 4 and does it at 3: the right levels look like the wrong ones.
  for (const levels of ['4/3', '1/1'])
    expect(await would(whole.replace('listening', `listening=${levels}`))).toBe(changed);
});

/** What somebody may have told of themselves, in forms that know nothing of files. */
const arbitraryTold = fc.record({
  name: fc.constantFrom("O'Shea, Ann", '=Ana', "'=Ana", '@ana', 'Ana "the first"', 'Ana;B\tC', '-Ана-'),
  time_zone: fc.constantFrom('Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+1'),
  languages: fc.subarray(['en', 'pt-BR', 'zh-Hant'], { minLength: 0 }),
  department: fc.constantFrom('', 'R&D, south', '+Sales', 'null'),
  role_level: fc.option(fc.integer({ min: 1, max: 6 })),
  week: fc.option(
    fc
      .array(fc.constantFrom('0', '1', '2'), { minLength: weekLength, maxLength: weekLength })
      .map((parts) => parts.join('')),
  ),
  moments: fc.subarray(['Stand-up', 'A "call", with customers', '=1+1']),
  skills: fc.uniqueArray(
    fc.record({
      // The last one is a skill that is not there any more.
      skill: fc.constantFrom('listening', 'negotiation', 'delegation', 'whistling'),
      sides: fc.constantFrom([true, false], [false, true], [true, true]),
      known: fc.option(fc.integer({ min: 1, max: 4 })),
      applied: fc.option(fc.integer({ min: 1, max: 4 })),
    }),
    { selector: ({ skill }) => skill },
  ),
  /** 0: none, 1: one with an address, 2: one without. */
  manager: fc.integer({ min: 0, max: 2 }),
});

test('whatever people told, the file that is taken out changes nothing when it is brought in again, levels and all', async () => {
  const names = ['Ida', 'Jon', 'Boss', 'Quiet'];
  const all = (await makePeople(app.database, names)) as [Actor, Actor, Actor, Actor];
  const [ida, jon, boss, quiet] = all;
  const { organisationId } = ida;
  const asIda = await pages.signedIn(ida);
  await app.database.asMaintenance(async (tx) => {
    await tx.updateTable('person').set({ role: 'owner' }).where('id', '=', ida.personId).execute();
    for (const [index, { personId }] of [ida, jon, boss].entries())
      await tx
        .insertInto('person_contact')
        .values({ organisation_id: organisationId, person_id: personId, email: `p${index}@files.example` })
        .execute();
  });
  const tell = (told: typeof arbitraryTold extends fc.Arbitrary<infer T> ? T : never) =>
    app.database.asMaintenance(async (tx) => {
      const { name, time_zone, languages, skills, department, role_level, week, moments } = told;
      const manager_id = [null, boss.personId, quiet.personId][told.manager] ?? null;
      await tx
        .updateTable('person')
        .set({ name, time_zone, languages, manager_id })
        .where('id', '=', jon.personId)
        .execute();
      for (const table of ['person_profile', 'person_skill'] as const)
        await tx.deleteFrom(table).where('person_id', '=', jon.personId).execute();
      const whose = { organisation_id: organisationId, person_id: jon.personId };
      await tx
        .insertInto('person_profile')
        .values({ ...whose, department, role_level, week, moments })
        .execute();
      for (const { skill, sides, known, applied } of skills)
        await tx
          .insertInto('person_skill')
          .values({
            ...whose,
            skill,
            offered: sides[0] as boolean,
            wanted: sides[1] as boolean,
            known,
            applied,
          })
          .execute();
    });
  const state = () =>
    app.database.asMaintenance(async (tx) => [
      await tx.selectFrom('person').selectAll().where('id', '=', jon.personId).execute(),
      await tx.selectFrom('person_profile').selectAll().where('person_id', '=', jon.personId).execute(),
      await tx
        .selectFrom('person_skill')
        .selectAll()
        .where('person_id', '=', jon.personId)
        .orderBy('skill')
        .execute(),
    ]);
  await fc.assert(
    fc.asyncProperty(arbitraryTold, fc.constantFrom('csv', 'json'), async (told, form) => {
      await tell(told);
      const before = await state();
      const text = (await asIda.get(`/people/people.${form}`)).body;
      const looked = (await asIda.post('/people?/look', { text })).body;
      expect(looked).toContain('It fits. 0 would be new, 0 would be changed, 3 stay as they are.');
      await asIda.post('/people?/bring', { text });
      expect(await state()).toEqual(before);
      // A file that says something new of somebody leaves what it does not say.
      const other = text.replace('Boss', 'Chief');
      expect((await asIda.post('/people?/bring', { text: other })).body).toContain('1 were changed');
      expect(await state()).toEqual(before);
      await app.database.asMaintenance((tx) =>
        tx.updateTable('person').set({ name: 'Boss' }).where('id', '=', boss.personId).execute(),
      );
    }),
    { numRuns: 25 },
  );
});
