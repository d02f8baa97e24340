import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { m } from '#messages';
import { setUp } from './stage/found-circle.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { lookClosely } from './stage/look-closely.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage({ expected: [/status of 422/] });
const folder = mkdtempSync(join(tmpdir(), 'rondo-people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let ana: Visitor;

const cleo = {
  email: 'cleo@example.org',
  name: 'Cleo Marsh',
  time_zone: 'Europe/Paris',
  languages: ['fr', 'en'],
  department: 'Sales',
  role_level: 3,
  offers: ['listening=4/3'],
  wants: ['negotiation'],
};
const dan = { email: 'dan@example.org', name: 'Dan Holt', manager: 'cleo@example.org' };

/** A file is chosen from the disk, and looked over. */
async function choose(people: unknown): Promise<void> {
  const path = join(folder, 'people.json');
  writeFileSync(path, JSON.stringify(people, null, 2));
  await ana.goto('/people');
  await ana.page.getByLabel(m.files_file(), { exact: true }).setInputFiles(path);
  await ana.press(m.files_look());
}

const howMany = async () =>
  (await inDatabase(stage, (client) => client.query('SELECT id FROM person'))).rowCount;

test('one object of a JSON file that does not fit is named by its place, its field, its value and what is allowed', async () => {
  ana = await stage.visitor('Ana Reed');
  await setUp(ana, stage);
  await choose([cleo, { ...dan, wants: ['negotation'], role_level: 9 }]);
  await ana.sees(m.files_problems_many({ count: 2 }));
  await ana.sees(m.files_entry({ place: 2, column: 'wants' }));
  await ana.sees(m.files_value({ value: 'negotation' }));
  await ana.sees(m.files_allowed({ allowed: 'negotiation' }));
  await ana.sees(m.files_entry({ place: 2, column: 'role_level' }));
  await ana.sees(m.files_problems_next());
  expect(await ana.button(m.files_bring()).count()).toBe(0);
  expect(await lookClosely(ana, 'people json bad')).toEqual([]);
  expect(await howMany()).toBe(1);
});

test('mended it is looked over and nothing changes; what is spoilt after that brings in nobody; then all come in', async () => {
  await choose([cleo, dan]);
  await ana.sees(m.files_would({ added: 2, changed: 0, same: 0 }));
  expect(await lookClosely(ana, 'people json fits')).toEqual([]);
  expect(await howMany()).toBe(1);
  const good = await ana.page.getByLabel(m.files_text(), { exact: true }).inputValue();
  await ana.type(m.files_text(), good.replace('Dan Holt', ''));
  await ana.press(m.files_bring());
  await ana.sees(m.files_entry({ place: 2, column: 'name' }));
  expect(await howMany()).toBe(1);
  await ana.type(m.files_text(), good);
  await ana.press(m.files_look());
  await ana.sees(m.files_would({ added: 2, changed: 0, same: 0 }));
  await ana.press(m.files_bring());
  await ana.sees(m.files_done({ added: 2, changed: 0, same: 0 }));
  expect(await howMany()).toBe(3);
});

test('what is taken out as JSON changes nothing when it is brought in again, and one field that is changed changes one', async () => {
  await ana.goto('/people');
  await ana.sees(m.files_out_sentence());
  const [file] = await Promise.all([
    ana.page.waitForEvent('download'),
    ana.page.getByRole('link', { name: m.files_out_json(), exact: true }).click(),
  ]);
  const saved = join(folder, 'saved.json');
  await file.saveAs(saved);
  const people = JSON.parse(readFileSync(saved, 'utf8')) as { name: string; department: string }[];
  expect(people.map(({ name }) => name)).toEqual(['Cleo Marsh', 'Dan Holt']);
  await choose(people);
  await ana.sees(m.files_would({ added: 0, changed: 0, same: 2 }));
  await choose(people.map((each) => (each.name === 'Dan Holt' ? { ...each, department: 'Support' } : each)));
  await ana.sees(m.files_would({ added: 0, changed: 1, same: 1 }));
});
