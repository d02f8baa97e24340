import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages, type Visitor } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);
let visitor: Visitor;
let other: Visitor;

beforeAll(async () => {
  const [ana, ben] = (await makePeople(app.database, ['Ana Reed', 'Ben Hale'])) as [Actor, Actor];
  [visitor, other] = (await Promise.all([ana, ben].map((person) => pages.signedIn(person)))) as [
    Visitor,
    Visitor,
  ];
});

const tell = (exercise: string, went: string, attempt = newId()) =>
  visitor.post('/practice/listening?/tell', {
    attempt,
    exercise,
    went,
    'ticked[]': 'I counted before I spoke',
  });

test('who climbs nothing is offered the ladders, and begins one', async () => {
  expect((await visitor.get('/practice')).body).toContain('No ladder yet');
  const begun = await visitor.post('/practice?/begin', { skill: 'listening' });
  expect(begun.status).toBe(303);
  const page = (await visitor.get('/practice')).body;
  expect(page).toContain('Count to two');
  expect(page).toContain('Rung 1 of 4');
});

test('a ladder that is not there is refused with a sentence', async () => {
  const refused = await visitor.post('/practice?/begin', { skill: 'juggling' });
  expect(refused.status).toBe(400);
  expect(refused.body).toContain('There is no ladder for this skill.');
  expect((await visitor.get('/practice/juggling')).status).toBe(404);
  expect((await tell('Count to three', 'came')).status).toBe(404);
});

test('a form that is sent twice is one attempt; without an answer nothing is kept', async () => {
  const attempt = newId();
  const refused = await tell('Count to two', 'somehow', attempt);
  expect(refused.status).toBe(400);
  expect(refused.body).toContain('Say how it went');
  for (let twice = 0; twice < 2; twice++)
    expect((await tell('Count to two', 'came', attempt)).status).toBe(303);
  const { body } = await visitor.post('/practice?/pace', { weekly: '2', restUntil: '' });
  expect(body).toContain('Kept. It counts from now on.');
  expect(body).toContain('One word of theirs');
});

test('what somebody ticked off the last time stands with the exercise', async () => {
  const { body } = await visitor.get('/practice/listening');
  const [, after = ''] = body.split('Last time you ticked off');
  expect(after.slice(0, 400)).toContain('I counted before I spoke');
  expect(after.slice(0, 400)).not.toContain('I noticed what I wanted to say');
  expect(body.match(/Last time you ticked off/gu)).toHaveLength(1);
});

test('after a hard one there is one more, smaller one, and after as many as were agreed on nothing', async () => {
  const told = await tell('One word of theirs', 'hard');
  expect(told.leadsTo).toContain('told=One%20word%20of%20theirs');
  const after = await visitor.get(told.leadsTo ?? '');
  expect(after.body).toContain('Trying is what counts');
  expect(after.body).toContain('That is enough for now.');
  expect(after.body).not.toContain('here is one more');
  expect((await visitor.get('/practice')).body).toContain('That is enough for this week');
});

test('a rest is kept as a day, and another person sees nothing of all this', async () => {
  const wrong = await visitor.post('/practice?/pace', { weekly: '40', restUntil: 'soon' });
  expect(wrong.body).toContain('Choose a number from 1 to 10.');
  expect(wrong.body).toContain('This is not a day.');
  const rested = await visitor.post('/practice?/pace', { weekly: '2', restUntil: '2999-01-01' });
  expect(rested.body).toContain('You are resting');
  expect((await other.get('/practice')).body).toContain('No ladder yet');
  expect((await other.get('/practice/listening')).body).not.toContain('Last time');
});

test('a ladder that is put away keeps what was tried on it', async () => {
  expect((await visitor.post('/practice/listening?/away', {})).status).toBe(303);
  expect((await visitor.get('/practice')).body).toContain('No ladder yet');
  expect((await visitor.get('/practice/listening')).body).toContain('Last time: “It was hard”.');
});
