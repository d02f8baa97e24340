import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newestFirst, printPlace, readPlace } from './place.ts';
import { byBehaviour, type Findable, isWanted, receivedKinds } from './received.ts';

const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
const place = fc.record({
  moment: day.map((at) => at.toISOString().replace('Z', '456Z')),
  id: fc.uuid(),
});
const item = fc.record(
  {
    behaviour: fc.constantFrom('Says back the point', 'says back the  point.', 'Waits', ''),
    kind: fc.constantFrom(...receivedKinds),
    said: fc.string(),
    place,
  },
  { requiredKeys: ['kind', 'said', 'place'] },
);
const items = fc.array(item.map(({ place: at, ...rest }): Findable => ({ ...rest, ...at })));

test('a place in the feed is read back as it was printed', () => {
  fc.assert(
    fc.property(place, (at) => {
      expect(readPlace(printPlace(at))).toEqual(at);
    }),
  );
});

test('what is no place is none, and nothing is ever thrown', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(readPlace(text)).toBeUndefined();
    }),
  );
  const id = '0190c0de-0000-7000-8000-000000000000';
  expect(readPlace(`2026-02-31T09:00:00.000000Z_${id}`)).toBeUndefined();
  expect(readPlace(`2026-02-28T25:00:00.000000Z_${id}`)).toBeUndefined();
});

test('the feed has one order: newest first', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 2 }), (places) => {
      const sorted = [...places].sort(newestFirst).map(({ moment }) => moment);
      expect(sorted).toEqual([...sorted].sort().reverse());
    }),
  );
});

test('by behaviour, everything that names one is in one group, and nothing else is', () => {
  fc.assert(
    fc.property(items, (received) => {
      const groups = byBehaviour(received);
      const grouped = groups.flatMap((group) => group.items);
      expect(new Set(grouped)).toEqual(new Set(received.filter(({ behaviour }) => behaviour)));
      expect(grouped).toHaveLength(new Set(grouped).size);
      for (const { behaviour, items: inIt } of groups)
        for (const each of inIt) expect(isWanted(each, { behaviour, words: '' })).toBe(true);
      expect(groups.length).toBeLessThanOrEqual(2);
    }),
  );
});

test('it is found by the beginnings of its words, whoever wrote it with whatever accents', () => {
  const seen: Findable = {
    moment: '2026-11-21T09:30:00.000000Z',
    id: '0190c0de-0000-7000-8000-000000000000',
    kind: 'seen',
    behaviour: 'Waits before answering',
    said: 'Zoë: “What would help?”',
  };
  const finds = (words: string, behaviour = '') => isWanted(seen, { words, behaviour });
  expect(finds('zoe help')).toBe(true);
  expect(finds('wait')).toBe(true);
  expect(finds('zoe never')).toBe(false);
  expect(finds('', 'waits before answering.')).toBe(true);
  expect(finds('', 'Waits')).toBe(false);
  expect(finds('')).toBe(true);
});
