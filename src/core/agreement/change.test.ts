import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeClauses } from './change.ts';
import { type Clause, clauseLimits, textConsentedTo } from './clause.ts';
import { compareVersions } from './compare.ts';

const a: Clause = { id: 'a', template: 'confidentiality', title: 'What is said here', body: 'stays here.' };
const b: Clause = { id: 'b', title: 'Phones', body: 'stay in the bag.' };
const c: Clause = { id: 'c', title: 'Tea', body: 'before we start.' };

function clausesAfter(result: ReturnType<typeof changeClauses>): Clause[] {
  if (!result.ok) throw new Error(`refused: ${result.reason}`);
  return result.clauses;
}

test('a clause that somebody else changed in the meantime is not overwritten', () => {
  const seen = { title: 'Phones', body: 'stay outside.' };
  expect(changeClauses([a, b], { kind: 'changed', id: 'b', seen, title: 'Phones', body: 'off.' })).toEqual({
    ok: false,
    reason: 'changed-meanwhile',
  });
  expect(changeClauses([a, b], { kind: 'removed', id: 'b', seen })).toEqual({
    ok: false,
    reason: 'changed-meanwhile',
  });
});

test('a change of one clause leaves the others and the template it grew from as they were', () => {
  const changed = clausesAfter(
    changeClauses([a, b], { kind: 'changed', id: 'a', seen: a, title: a.title, body: 'rests here.' }),
  );
  expect(changed).toEqual([{ ...a, body: 'rests here.' }, b]);
});

test.each([
  ['a clause that is gone', [a], { kind: 'removed', id: 'x', seen: b }, 'clause-gone'],
  ['the last clause', [a], { kind: 'removed', id: 'a', seen: a }, 'last-clause'],
  ['a change to the same words', [a], { kind: 'changed', seen: a, ...a }, 'unchanged'],
  ['the first clause moved up', [a, b], { kind: 'moved', id: 'a', to: 'up' }, 'unchanged'],
  ['the last clause moved down', [a, b], { kind: 'moved', id: 'b', to: 'down' }, 'unchanged'],
  [
    'one clause too many',
    Array.from({ length: clauseLimits.clauses }, (_, index) => ({ ...a, id: `${index}` })),
    { kind: 'added', id: 'n', title: 'New', body: 'one' },
    'too-many-clauses',
  ],
] as const)('%s is refused', (_, clauses, change, reason) => {
  expect(changeClauses(clauses, { ...change } as Parameters<typeof changeClauses>[1])).toEqual({
    ok: false,
    reason,
  });
});

test('moving a clause down and up again changes nothing', () => {
  fc.assert(
    fc.property(fc.nat({ max: 1 }), (index) => {
      const clauses = [a, b, c];
      const id = (clauses[index] as Clause).id;
      const down = clausesAfter(changeClauses(clauses, { kind: 'moved', id, to: 'down' }));
      expect(down).not.toEqual(clauses);
      expect(clausesAfter(changeClauses(down, { kind: 'moved', id, to: 'up' }))).toEqual(clauses);
    }),
  );
});

test('two versions side by side tell what changed, moved, came and went', () => {
  const states = compareVersions({
    before: [a, b, c],
    after: [c, { ...b, body: 'stay in the coat.' }, { ...a, id: 'd' }],
  }).map((each) => [each.clause.id, each.state]);
  expect(states).toEqual([
    ['c', 'moved'],
    ['b', 'changed'],
    ['d', 'added'],
    ['a', 'removed'],
  ]);
  expect(compareVersions({ before: [a, b], after: [a, b] }).every((each) => each.state === 'same')).toBe(
    true,
  );
});

test('the text consented to differs whenever a word, its place or the order differs', () => {
  const texts = [
    [a, b],
    [b, a],
    [{ ...a, title: 'What is said', body: 'here stays here.' }, b],
    [{ ...a, body: 'stays here. ' }, b],
    [a],
  ].map(textConsentedTo);
  expect(new Set(texts).size).toBe(texts.length);
});
