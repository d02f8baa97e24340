import fc from 'fast-check';
import { expect, test } from 'vitest';
import { awaited, lastReports, type Report, reportWords } from './pact.ts';

const people = ['ana', 'ben', 'cleo'].map((id) => ({ id }));
const report: fc.Arbitrary<Report> = fc.record({
  id: fc.uuid(),
  person: fc.constantFrom('ana', 'ben', 'cleo', 'who left'),
  on: fc.integer({ min: 10, max: 28 }).map((day) => `2026-11-${day}`),
  word: fc.constantFrom(...reportWords),
  text: fc.string(),
  aside: fc.boolean(),
});

test('everybody stands in their place, however it went for them', () => {
  fc.assert(
    fc.property(fc.array(report), (reports) => {
      expect(lastReports(people, reports).map(({ person }) => person.id)).toEqual(['ana', 'ben', 'cleo']);
    }),
  );
});

test('what is shown of somebody is the last that they said themselves', () => {
  fc.assert(
    fc.property(fc.array(report), (reports) => {
      for (const { person, last } of lastReports(people, reports)) {
        const theirs = reports.filter((each) => each.person === person.id);
        if (theirs.length === 0) expect(last).toBeUndefined();
        else {
          expect(theirs).toContain(last);
          for (const each of theirs) expect(each.on <= (last?.on ?? '')).toBe(true);
        }
      }
    }),
  );
});

test('it waits for those whom it concerns, and for nobody else', () => {
  expect(awaited(people, ['ben', 'who left'])).toEqual([{ id: 'ana' }, { id: 'cleo' }]);
});
