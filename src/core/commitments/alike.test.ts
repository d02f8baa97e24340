import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findAlike } from './alike.ts';

const card = (experiment: string, behaviour = '', context = '') => ({ experiment, behaviour, context });
const earlier = [
  card('I will ask one open question before I give my view.', 'Asks before advising', 'Planning'),
  card('When a ticket annoys me I write the effect first and wait an hour.', '', 'Ticket queue'),
  card('I will say “I need a minute” instead of filling the silence.', 'Lets silence stand', 'Stand-up'),
  card('I will thank one person for something they did.', '', 'Friday'),
];

test.each([
  ['In Thursday’s review I ask a question first and give my view later.', 0],
  ['I write down the effect of an annoying ticket before I answer.', 1],
  ['I wait one minute in the silence after my question.', 2],
])('“%s” was discussed before', (experiment, at) => {
  expect(findAlike({ card: card(experiment), earlier })[0]).toBe(earlier[at]);
});

test('what is about something else is not said to be alike', () => {
  expect(findAlike({ card: card('I will leave the office at five on Wednesday.'), earlier })).toEqual([]);
  expect(findAlike({ card: card(''), earlier })).toEqual([]);
});

test('the same behaviour is found in other words, first of all', () => {
  const wanted = card('I count to three.', 'lets silence stand.');
  expect(findAlike({ card: wanted, earlier })).toEqual([earlier[2]]);
});

test('words that stand on every card do not make two alike', () => {
  const usual = Array.from({ length: 20 }, (_, number) =>
    card(`I will try this on day ${number} zebra${number}`),
  );
  expect(findAlike({ card: card('I will try this with giraffes and lions'), earlier: usual })).toEqual([]);
});

test('never more than asked for, never one that was not given, and the same each time', () => {
  const texts = fc.record({ experiment: fc.string(), behaviour: fc.string(), context: fc.string() });
  fc.assert(
    fc.property(texts, fc.array(texts, { maxLength: 12 }), (wanted, given) => {
      const found = findAlike({ card: wanted, earlier: given });
      expect(found.length).toBeLessThanOrEqual(3);
      expect(new Set(found).size).toBe(found.length);
      for (const each of found) expect(given).toContain(each);
      expect(findAlike({ card: wanted, earlier: given })).toEqual(found);
    }),
  );
});
