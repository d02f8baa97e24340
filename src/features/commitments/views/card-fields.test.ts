import { expect, test } from 'vitest';
import type { BoardCard } from '../use-cases/read-board.ts';
import { fieldsOf, sameFields } from './card-fields.ts';

const card: BoardCard = {
  id: 'a',
  circleId: 'b',
  experiment: 'I ask first.',
  behaviour: '',
  context: 'Planning',
  criterion: '',
  assumption: '',
  evidence: '',
  version: 1,
  createdAt: new Date(0),
  carriedOver: 0,
  note: '',
  sightings: [],
  moreSeen: false,
};

test('a card without a date has an empty field for it', () => {
  expect(fieldsOf(card, '2027-03-10T09:00')).toMatchObject({
    dueOn: '',
    moment: '2027-03-10T09:00',
    context: 'Planning',
  });
});

test('blanks round a text and other ends of lines are no change; a word is', () => {
  const fields = fieldsOf({ ...card, experiment: 'I ask.\nI wait.' }, '');
  expect(sameFields(fields, { ...fields, experiment: ' I ask.\r\nI wait. ' })).toBe(true);
  expect(sameFields(fields, { ...fields, evidence: 'Silence.' })).toBe(false);
});
