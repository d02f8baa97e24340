import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readPeople } from './read-people.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-people-'));

/** What the file is read as: people, or the sentences of what is wrong. */
async function read(name: string, text: string) {
  const path = join(folder, name);
  writeFileSync(path, text);
  return readPeople(path).catch((error: Error) => error.message.replaceAll(`${path}, `, ''));
}
const table = (...lines: string[]) => read('people.csv', lines.join('\n'));
const list = (...people: unknown[]) => read('people.json', JSON.stringify(people));
const always = Array<number>(11).fill(-1);
const week = always.join(';');
const ana = { id: 'ana', languages: ['en'], hours: always };

test.each([
  ['with commas', `id,languages,hours,offers\nana,en;de,${week},listening:3;writing:4\n`],
  [
    'with semicolons, as a spreadsheet saves it',
    `id;languages;hours;offers\r\nana;"en;de";"${week}";"listening:3;writing:4"\r\n;;;\r\n`,
  ],
  [
    'with tabs and capitals',
    `\uFEFFId\tLanguages\tHours\tOffers\nana\ten;de\t${week}\tlistening:3;writing:4`,
  ],
])('a table %s is read alike', async (_, text) => {
  expect(await read('people.csv', text)).toMatchObject([
    { id: 'ana', languages: ['en', 'de'], offers: { listening: 3, writing: 4 } },
  ]);
});

test('a JSON file with a mark before its first character, and null for what nobody said, is read', async () => {
  const nothing = { offers: null, seniority: null, prime: null, manager: null, met: null };
  const people = await read('people.json', `\uFEFF${JSON.stringify([{ ...ana, ...nothing }])}`);
  expect(people).toMatchObject([{ id: 'ana', offers: {}, seniority: undefined, prime: undefined, met: [] }]);
});

test('a week has no more half-hours than a week has, whatever bits are set', async () => {
  expect(await list(ana)).toMatchObject([{ hours: [...always.slice(1), 0xffff] }]);
});

test('what a published file of people says besides is left alone, and a manager of -1 is none', async () => {
  const more = { tz: 4, morning: false, name: 'Ana', email: 'ana@example.org', manager: -1 };
  expect(await list({ ...ana, ...more })).toMatchObject([{ id: 'ana', manager: undefined }]);
});

test('the language of a country is that language', async () => {
  const people = await list({ ...ana, languages: ['pt-BR', 'en-GB', 'en'] });
  expect(people).toMatchObject([{ languages: ['pt', 'en'] }]);
});

test('yes and no are read as people and as spreadsheets write them', async () => {
  const people = await table('id,languages,hours,managerWelcome,sameLevelOnly', `ana,en,${week},TRUE,no`);
  expect(people).toMatchObject([{ managerWelcome: true, sameLevelOnly: false }]);
});

test.each([
  [
    'a column that is there twice',
    () => table('id,offers,offers', 'ana,,'),
    'the column "offers" is there twice.',
  ],
  ['a file without anybody', () => list(), 'holds nobody; at least one person is expected.'],
  [
    'a field by two names',
    () => list({ ...ana, offer: {}, offers: {} }),
    'entry 1: offers is there twice; once is allowed.',
  ],
  [
    'skills without levels',
    () => list({ ...ana, wants: ['listening'] }),
    'entry 1: wants of listening is missing; a level from 1 to 5 is allowed.',
  ],
  [
    'a number in the place of skills',
    () => list({ ...ana, wants: 3 }),
    'entry 1: wants is 3; skills with a level each are allowed.',
  ],
  [
    'nothing in the place of somebody met',
    () => list({ ...ana, met: [null] }),
    'entry 1: met is null; a person and how many rounds ago, at least 1, are allowed.',
  ],
  [
    'a field that nobody knows',
    () => list({ ...ana, not_with: ['ben'] }),
    'entry 1: "not_with" is not known; allowed are id, offers, wants, department, moments, seniority, languages, hours, prime, manager, managerWelcome, notWith, sameLevelOnly, likes, met, and name, email, tz, morning, which are not read. Perhaps notWith is meant.',
  ],
  [
    'a column that nobody knows',
    () => table('id,languages,hours,shoe size', `ana,en,${week},`),
    'line 1: the column "shoe size" is not known; allowed are id, ',
  ],
  [
    'a cell under no name',
    () => table('id,languages,hours,', `ana,en,${week},ben`),
    'line 2: has "ben" in column 4, which has no name in the first line.',
  ],
  [
    'somebody refused who is not there',
    () => list(ana, { ...ana, id: 'benno', notWith: ['ann'] }),
    'entry 2: notWith is "ann"; an id of somebody in this file is allowed. Perhaps ana is meant.',
  ],
  [
    'a manager who is not there',
    () => table('id,languages,hours,manager', `ana,en,${week},zacharias`),
    'line 2: manager is "zacharias"; an id of somebody in this file is allowed.',
  ],
  [
    'a level of experience that there is not',
    () => list({ ...ana, seniority: 7 }),
    'entry 1: seniority is 7; a whole number from 1 to 6 is allowed.',
  ],
  [
    'neither yes nor no',
    () => list({ ...ana, managerWelcome: 'maybe' }),
    'entry 1: managerWelcome is "maybe"; yes or no is allowed.',
  ],
  [
    'half a round ago',
    () => list({ ...ana, met: [{ person: 'ben', roundsAgo: 1.5 }] }),
    'entry 1: met is {"person":"ben","roundsAgo":1.5}; a person and how many rounds ago, at least 1, are allowed.',
  ],
  [
    'a quote that is never closed',
    () => table('id,languages,hours', `"ana,en,${week}`),
    'line 2: a quote is opened and not closed.',
  ],
])('%s is told in a sentence', async (_, reading, sentence) => {
  expect(await reading()).toContain(sentence);
});
