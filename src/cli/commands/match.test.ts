import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Outcome, runRondo } from '../../../tests/support/rondo.ts';
import { runCommand } from '../command.ts';
import { match } from './match.ts';

const folder = mkdtempSync(join(tmpdir(), 'rondo-match-'));
const quick = ['--evaluations', '1000'];
const always = Array<number>(11).fill(-1);
const out = join(folder, 'out.json');

/** Runs the command here, as the program does; a process for each takes seconds. */
async function run(words: string[]): Promise<Outcome> {
  const outcome: Outcome = { code: 1, said: '', complained: '' };
  const say = (line: string) => {
    outcome.said += `${line}\n`;
  };
  const complain = (line: string) => {
    outcome.complained += `${line}\n`;
  };
  try {
    outcome.code = await runCommand(match, words, { say, complain });
  } catch (problem) {
    complain((problem as Error).message);
  }
  return outcome;
}

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const people = (count: number, more: (place: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, place) => ({
    ...{ id: `p${place}`, languages: ['en'], hours: always },
    ...more(place),
  }));
const peopleFile = (name: string, ...given: Parameters<typeof people>) =>
  file(name, JSON.stringify(people(...given)));

/** So many people of whom all two weigh 1, and the neighbours 0 and 1, 2 and 3 and so on weigh 10. */
function weights(count: number): Buffer {
  const bytes = Buffer.alloc(4 + 4 * count * count);
  bytes.writeInt32LE(count, 0);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++)
      if (a !== b) bytes.writeInt32LE(a >> 1 === b >> 1 ? 10 : 1, 4 + 4 * (a * count + b));
  return bytes;
}

interface Written {
  circles: unknown[][];
  unplaced: object[];
  objective: number;
  bound: number;
  gap: number;
  seconds: number;
  details: { reasons: string[] }[];
  remedies: string[];
}
const written = (): Written => JSON.parse(readFileSync(out, 'utf8')) as Written;

test('circles of people are printed with their reasons, score, bound, gap and seconds', async () => {
  const path = peopleFile('nine.json', 9, (place) =>
    place === 0 ? { offers: { listening: 5 } } : { wants: { listening: 2 } },
  );
  const { code, said, complained } = await run([path, '--size', '4', ...quick]);
  expect({ code, complained }).toEqual({ code: 0, complained: '' });
  expect(said).toMatch(/^Circle 1: p\d, p\d/);
  expect(said).toMatch(/p0 can help p\d with listening\./);
  expect(said).toMatch(/score \d\.\d\d \(stretch \d\.\d\d, ground /);
  expect(said).toMatch(
    /2 circles, 0 without a circle, score \d\.\d{3}, bound \d\.\d{3}, gap \d+\.\d\d %, [\d.]+ s\n$/,
  );
});

test('the written result of people holds everybody once, and the same seed writes the same', async () => {
  const path = peopleFile('ten.json', 10, (place) => (place === 9 ? { languages: ['fi'] } : {}));
  const write = async () => {
    expect(await run([path, '--seed', '3', '--json', out, ...quick])).toMatchObject({ code: 0 });
    return written();
  };
  const { seconds, ...first } = await write();
  expect(first.circles.flat().sort()).toEqual(people(9).map(({ id }) => id));
  expect(first.unplaced).toEqual([
    { person: 'p9', reason: { kind: 'no-common-language', languages: ['fi'] } },
  ]);
  expect(first.bound).toBeGreaterThanOrEqual(first.objective);
  expect(seconds).toBeGreaterThan(0);
  const { seconds: _again, ...second } = await write();
  expect(second).toEqual(first);
});

test('with a file for the result the circles and their reasons are printed all the same, and both say them alike', async () => {
  const path = peopleFile('five.json', 5, (place) =>
    place === 0 ? { offers: { listening: 5 } } : { wants: { listening: 2 } },
  );
  const { said } = await run([path, '--size', '5', '--json', out, ...quick]);
  const [circle] = written().details;
  expect(said).toMatch(/^Circle 1: p\d, p\d/);
  expect(circle?.reasons).toContain('They can all speak en.');
  expect(circle?.reasons.join()).toMatch(/p0 can help p\d with listening\./);
  const indented = said.split('\n').filter((line) => line.startsWith('  ') && !line.includes('score'));
  expect(indented).toEqual(circle?.reasons.map((reason) => `  ${reason}`));
  expect(written().remedies).toEqual([]);
});

/** The first so many half-hours of the week. */
const firstHalfHours = (count: number) => [2 ** count - 1, ...Array<number>(10).fill(0)];
const lastHalfHours = [...Array<number>(10).fill(0), -1];

test.each<[string, ReturnType<typeof people>, string[], string[]]>([
  [
    'too few hours',
    people(3, (place) => (place === 2 ? { hours: firstHalfHours(2) } : {})),
    ['--common', '4'],
    [
      'p2: too few hours in common with anybody whose language they share; asked for: 2 hours.',
      'Ask for fewer: --common 2 instead of --common 4.',
    ],
  ],
  [
    'no hours at all',
    people(3, (place) => ({ hours: place === 2 ? firstHalfHours(2) : lastHalfHours })),
    [],
    ['so only other hours in the file would let them meet.'],
  ],
  [
    'a language of nobody else',
    people(3, (place) => (place === 2 ? { languages: ['fi'] } : {})),
    [],
    ['p2: nobody else speaks a language of theirs. No option changes that; '],
  ],
  [
    'no room',
    people(4, (place) =>
      place === 0
        ? {}
        : { notWith: [1, 2, 3].filter((other) => other !== place).map((other) => `p${other}`) },
    ),
    ['--size', '3', '--common', '4'],
    [
      'Try smaller circles, --size 2 instead of --size 3; or fewer hours in common, --common 2 instead of --common 4.',
    ],
  ],
  ['one person', people(1), [], ['A circle needs two people. Add somebody to the file.']],
])(
  'whoever has no circle for %s reads which option could ask for less',
  async (_, given, words, sentences) => {
    const path = file('left.json', JSON.stringify(given));
    const { code, said } = await run([path, '--json', out, ...words, ...quick]);
    expect(code).toBe(0);
    for (const sentence of sentences) {
      expect(said).toContain(sentence);
      expect(written().remedies.join('\n')).toContain(sentence);
    }
  },
);

test('a table of people is read as a list of them is', async () => {
  const rows = people(4).map(({ id }) => `${id};en;"${always.join(';')}";${id === 'p0' ? 'p1' : ''}`);
  const path = file('four.csv', `id;languages;hours;notWith\n${rows.join('\n')}\n`);
  expect(await run([path, '--size', '2', '--json', out, ...quick])).toMatchObject({ code: 0 });
  expect(written().circles).toHaveLength(2);
  expect(written().circles.map((circle) => [...circle].sort())).not.toContainEqual(['p0', 'p1']);
});

test.each([
  [2, 40],
  [4, 48],
])('weights alone give groups of %i by row numbers, their sum and a bound', async (size, sum) => {
  const path = file('eight.w', weights(8));
  const { code, said } = await run(['--weights-file', path, '--size', `${size}`, '--json', out, ...quick]);
  expect(code).toBe(0);
  const result = written();
  expect(Object.keys(result)).toEqual(['circles', 'objective', 'bound', 'seconds']);
  expect(result.circles.flat().sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  expect(result.circles.every(({ length }) => length === size)).toBe(true);
  expect(result.objective).toBe(sum);
  expect(result.bound).toBeGreaterThanOrEqual(sum);
  expect(result.bound).toBeLessThan(sum * 1.01);
  expect(said).toMatch(new RegExp(`^${8 / size} groups, sum ${sum}, bound `));
});

test('the program itself keeps to its seconds, and ends with 1 and a sentence where it cannot', async () => {
  const words = ['--size', '4', '--seconds', '1', '--seed', '1', '--json', out];
  const done = await runRondo(['match', '--weights-file', file('twelve.w', weights(12)), ...words]);
  expect(done).toMatchObject({ code: 0, complained: '' });
  expect(Object.keys(written())).toEqual(['circles', 'objective', 'bound', 'seconds']);
  const lost = await runRondo(['match', join(folder, 'none.json')]);
  expect(lost).toMatchObject({ code: 1, said: '' });
  expect(lost.complained).toContain('none.json cannot be read: ');
});

const four = peopleFile('four.json', 4);

test.each<[string, number, string[], string]>([
  ['no file at all', 2, [], 'Name either a file of people or --weights-file, one of them.'],
  ['two files', 2, [four, '--weights-file', 'x.w'], 'Name either a file of people or --weights-file'],
  [
    'a size that there is not',
    2,
    [four, '--size', '6'],
    '--size is 6; a whole number from 2 to 5 is allowed.',
  ],
  ['a size in words', 2, [four, '--size', 'four'], '--size is four; a whole number from 2 to 5 is allowed.'],
  ['no time', 2, [four, '--seconds', '0'], '--seconds is 0; a number from 0.1 to 86400 is allowed.'],
  ['a flag that nobody knows', 2, [four, '--sise', '4'], "Unknown option '--sise'"],
  ['a file that is not there', 1, [join(folder, 'none.json')], 'none.json cannot be read: '],
  ['weights that are not there', 1, ['--weights-file', join(folder, 'none.w')], 'none.w cannot be read: '],
  [
    'a folder for the result that is not there',
    1,
    [four, '--json', join(folder, 'no', 'out.json')],
    'cannot be written',
  ],
  ['text for weights', 1, ['--weights-file', four], 'people; 1 to 16,000 are allowed.'],
  [
    'weights that break off',
    1,
    ['--weights-file', file('short.w', weights(4).subarray(0, 40))],
    'has 40 bytes; for 4 people it should have 68',
  ],
  ['a name that says no kind', 1, [file('people.txt', '')], 'the name should end in .json or .csv'],
  ['something else than JSON', 1, [file('broken.json', '[{')], 'broken.json is not JSON: '],
  [
    'a ragged table',
    1,
    [file('ragged.csv', 'id,languages,hours\nana,en\n')],
    'line 2: has 2 values; the first line has 3 columns.',
  ],
  [
    'a wish by a wrong name',
    1,
    [peopleFile('wrong.json', 2, () => ({ not_with: ['p1'] }))],
    'Perhaps notWith is meant.',
  ],
])('%s: %i, and a sentence', async (_, code, words, sentence) => {
  const outcome = await run(words);
  expect(outcome).toMatchObject({ code, said: '' });
  expect(outcome.complained).toContain(sentence);
  expect(outcome.complained).not.toMatch(/^\s+at /m);
});
