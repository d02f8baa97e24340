import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainCell, readCsv, writeCsv } from '../text/csv.ts';
import { readPeopleFile } from './people-file.ts';

const known = {
  skills: ['listening', 'negotiation'],
  addresses: new Set(['wren@example.org']),
};
const problemsOf = (text: string) => {
  const read = readPeopleFile(text, known);
  return read.ok ? [] : read.problems;
};

test('whatever cells are written read back, formulas and what looks like a guarded one too', () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 8 })
    .map((text) => text.replaceAll(/[\r]/g, '').trim());
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', '=1', '-x', "'=1", "''-x"), cell, cell), { minLength: 1 }),
      (rows) => {
        const table = [['one', 'two', 'three'], ...rows];
        const read = readCsv(writeCsv(table)).map(({ cells }) => cells.map(plainCell));
        expect(read).toEqual(table);
      },
    ),
  );
});

test('a table with semicolons, a line break in a cell and an empty line is read with its lines', () => {
  const rows = readCsv('email;name\r\n"a@b.c";"Ana\nReed"\r\n\r\nb@b.c;Ben\r\n');
  expect(rows).toEqual([
    { line: 1, cells: ['email', 'name'] },
    { line: 2, cells: ['a@b.c', 'Ana\nReed'] },
    { line: 5, cells: ['b@b.c', 'Ben'] },
  ]);
});

test.each([
  ['Windows', 'id;name\r\n1;Ana\r\n'],
  ['old Macs', 'id;name\r1;Ana\r'],
  ['a mark before the first character', '\uFEFFid;name\n1;Ana'],
  ['tabs', 'id\tname\n1\tAna\n'],
  ['rows of nothing but separators', 'id;name\n;\n1;Ana\n;\n'],
])('a table as it comes from %s is read alike', (_, text) => {
  expect(readCsv(text).map(({ cells }) => cells)).toEqual([
    ['id', 'name'],
    ['1', 'Ana'],
  ]);
});

test('a first line that names the separator is believed, and is no row', () => {
  expect(readCsv('sep=;\r\nid;a,b,c\r\n')).toEqual([{ line: 2, cells: ['id', 'a,b,c'] }]);
});

test('a quotation mark that is never closed, and a column that is there twice, are named', () => {
  expect(problemsOf('email,name\na@b.c,"Ana Reed\nd@e.f,Dan\n')).toMatchObject([
    { line: 2, reason: 'unclosed' },
  ]);
  expect(problemsOf('email,name,Name\na@b.c,Ana,Anna\n')).toMatchObject([
    { line: 1, column: 'name', reason: 'column-twice' },
  ]);
});

test('a line with a cell too few or too many is named with how many it has and how many there should be', () => {
  const text =
    'email,name,department\na@b.c,Ana\nd@e.f,Dan,Sales,Berlin\ng@h.i,Gil,Sales\nj@k.l,Jo,Sales,,\n';
  expect(problemsOf(text)).toEqual([
    { line: 2, column: '', value: '2', reason: 'uneven', allowed: '3' },
    { line: 3, column: '', value: '4', reason: 'uneven', allowed: '3' },
  ]);
});

test('an object that holds the list of people is read as JSON', () => {
  const people = [{ email: 'ana@example.org', name: 'Ana Reed' }];
  const read = readPeopleFile(JSON.stringify({ people }), known);
  expect(read.ok && read.lines).toMatchObject([people[0]]);
});

test.each([
  ['an object that holds no list', '{"persons":[]}', { line: 1, column: '', reason: 'not-a-list' }],
  ['a broken object', '{"people":[', { line: 1, column: '', reason: 'unreadable', allowed: 'JSON' }],
  [
    'something else than a person',
    '[{"email":"a@b.c","name":"Ana"},"Ben"]',
    { line: 2, value: '"Ben"', reason: 'not-a-list' },
  ],
  [
    'an object in a cell',
    '[{"email":"a@b.c","name":{"first":"Ana"}}]',
    { line: 1, column: 'name', reason: 'unreadable' },
  ],
])('%s is named, and never read as a table', (_, text, problem) => {
  expect(problemsOf(text)[0]).toMatchObject(problem);
});

test('a JSON file with a mark before its first character is read', () => {
  const read = readPeopleFile('\uFEFF[{"email":"ana@example.org","name":"Ana Reed"}]', known);
  expect(read.ok && read.lines).toHaveLength(1);
});

test('a person is read from CSV and from JSON alike; columns that are not there say nothing', () => {
  const csv = readPeopleFile(
    'email,name,offers\nAna@Example.org,Ana Reed,listening=4/3|negotiation\n',
    known,
  );
  const json = readPeopleFile(
    '[{"email":"ana@example.org","name":"Ana Reed","offers":["listening=4/3","negotiation"]}]',
    known,
  );
  expect(csv.ok && csv.lines[0]).toMatchObject({
    email: 'ana@example.org',
    timeZone: null,
    department: null,
    week: null,
    skills: [
      { skill: 'listening', offered: true, wanted: false, known: 4, applied: 3 },
      { skill: 'negotiation', offered: true, known: null },
    ],
  });
  expect(json.ok && { ...json.lines[0], line: 2 }).toEqual(csv.ok && csv.lines[0]);
});

test.each([
  ['nonsense', 'Ana', '', 'email', 'not-an-address', undefined],
  ['a@b.c', '', '', 'name', 'missing', undefined],
  ['a@b.c', 'Ana', 'time_zone=Europe/Atlantis', 'time_zone', 'not-a-zone', 'Europe/Lisbon'],
  ['a@b.c', 'Ana', 'languages=english', 'languages', 'not-a-language', 'en|pt'],
  ['a@b.c', 'Ana', 'role_level=7', 'role_level', 'not-a-level', '1 to 6'],
  ['a@b.c', 'Ana', 'manager=a@b.c', 'manager', 'own-manager', undefined],
  ['a@b.c', 'Ana', 'manager=wrne@example.org', 'manager', 'nobody-has-it', 'wren@example.org'],
  ['a@b.c', 'Ana', 'offers=listenning', 'offers', 'not-a-skill', 'listening'],
  ['a@b.c', 'Ana', 'week=012', 'week', 'not-a-week', '336 times 0, 1 or 2'],
])(
  '%s, %s, %s is named with its column, value and what is allowed',
  (email, name, more, column, reason, allowed) => {
    const [extra = '', value = ''] = more.split('=');
    const text = `email,name${extra && `,${extra}`}\n${email},${name}${extra && `,${value}`}\n`;
    expect(problemsOf(text)).toEqual([
      expect.objectContaining({ line: 2, column, reason, ...(allowed ? { allowed } : {}) }),
    ]);
  },
);

test('a level that is none is told apart from a skill that is none, and a place without its zone is found', () => {
  const text = 'email,name,time_zone,wants\na@b.c,Ana,New York,listening=9\nd@e.f,Dan,Paris,listenning=2\n';
  expect(problemsOf(text)).toMatchObject([
    { line: 2, column: 'time_zone', allowed: 'America/New_York' },
    {
      line: 2,
      column: 'wants',
      reason: 'not-a-level',
      value: 'listening=9',
      allowed: '1 to 4, listening=4/3',
    },
    { line: 3, column: 'time_zone', allowed: 'Europe/Paris' },
    { line: 3, column: 'wants', reason: 'not-a-skill', allowed: 'listening' },
  ]);
});

test('an address that is there twice, an unknown column and an empty file are named', () => {
  expect(problemsOf('email,name\na@b.c,Ana\nA@b.c,Anna\n')).toMatchObject([{ line: 3, reason: 'twice' }]);
  expect(problemsOf('emial,name\na@b.c,Ana\n')[0]).toMatchObject({
    reason: 'unknown-column',
    allowed: 'email',
  });
  expect(problemsOf('')).toMatchObject([{ reason: 'missing' }]);
  expect(problemsOf('[{')).toMatchObject([{ reason: 'unreadable' }]);
});

test('a moment that is too long is named by itself with how long one may be, and too many with how many', () => {
  const long = 'x'.repeat(81);
  const many = Array.from({ length: 25 }, (_, index) => `Moment ${index}`).join('|');
  const text = `email,name,moments\na@b.c,Ana,Stand-up|${long}|Retro\nd@e.f,Dan,${many}\n`;
  expect(problemsOf(text)).toEqual([
    { line: 2, column: 'moments', value: long, reason: 'too-long', allowed: '80 characters' },
    { line: 3, column: 'moments', value: '25', reason: 'too-many', allowed: '24' },
  ]);
});

test('of more than 200 problems the first 200 are listed and the others counted', () => {
  const lines = (count: number) => `email,name\n${'nonsense,Ana\n'.repeat(count)}`;
  const counts = (count: number) => {
    const read = readPeopleFile(lines(count), known);
    return read.ok ? undefined : [read.problems.length, read.more];
  };
  // Each line has no address, and from the second on the same one again.
  expect(counts(100)).toEqual([199, 0]);
  expect(counts(101)).toEqual([200, 1]);
  expect(counts(400)).toEqual([200, 599]);
});

test('any text gives people or problems, never an exception', () => {
  const pieces = fc.constantFrom(
    'email',
    'name',
    ',',
    ';',
    '"',
    '\n',
    '[',
    '{"email":1}',
    ']',
    'null',
    '|',
    '=',
    'a@b.c',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const read = readPeopleFile(parts.join(''), known);
      expect(read.ok || read.problems.length > 0).toBe(true);
    }),
  );
});
