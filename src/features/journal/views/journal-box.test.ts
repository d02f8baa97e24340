import { beforeEach, expect, test } from 'vitest';
import { ownStore, storageInMemory } from '#features/sessions/views/client/own-store.ts';
import { type Answer, journalBox, sendWaiting, type Typed } from './journal-box.ts';

let storage: Storage;
const box = (person = 'mara') => {
  storage.setItem('rondo-person', person);
  return journalBox(person, ownStore({ person, session: 'journal' }, storage));
};
const entry = (id: string, version = '0') => ({ id, version, context: `About ${id}` });

beforeEach(() => {
  storage = storageInMemory();
});

test('half a sentence is there again after a reload, for whoever typed it alone', () => {
  box().keepDraft('new', { context: 'The half' });
  expect(box().draft('new')).toEqual({ context: 'The half' });
  expect(box('noor').draft('new')).toBeUndefined();
  box('mara').dropDraft('new');
  expect(box().draft('new')).toBeUndefined();
});

test('what waits is sent in order; without an answer the rest waits on', async () => {
  for (const id of ['1', '2', '3']) box().send(entry(id));
  const sent: string[] = [];
  const answers: Answer[] = ['kept', 'no-answer'];
  const post = async ({ id = '' }: Typed) => {
    sent.push(id);
    return answers.shift() ?? 'kept';
  };
  expect(await sendWaiting(box(), post)).toEqual({ kept: 1, refused: 0, waiting: 2 });
  expect(await sendWaiting(box(), post)).toEqual({ kept: 2, refused: 0, waiting: 0 });
  expect(sent).toEqual(['1', '2', '2', '3']);
});

test('what is refused becomes a draft of its form again and lets the others pass', async () => {
  box().send(entry('1'));
  box().send(entry('2', '4'));
  box().send(entry('3'));
  const post = async ({ id }: Typed): Promise<Answer> => (id === '3' ? 'kept' : 'refused');
  expect(await sendWaiting(box(), post)).toEqual({ kept: 1, refused: 2, waiting: 0 });
  expect(box().draft('new')).toMatchObject({ context: 'About 1' });
  expect(box().draft('2')).toMatchObject({ context: 'About 2' });
});

test('what is refused never takes the place of a sentence that is being typed: it waits until the form is free', async () => {
  box().keepDraft('new', { context: 'The half' });
  box().send(entry('1'));
  expect(await sendWaiting(box(), async () => 'refused')).toEqual({ kept: 0, refused: 1, waiting: 1 });
  expect(box().draft('new')).toEqual({ context: 'The half' });
  box().dropDraft('new');
  expect(await sendWaiting(box(), async () => 'refused')).toEqual({ kept: 0, refused: 1, waiting: 0 });
  expect(box().draft('new')).toMatchObject({ context: 'About 1' });
});

test('what somebody else wrote into the browser is not taken for an entry', () => {
  storage.setItem('rondo:mara:journal:waiting:1', '[]');
  storage.setItem('rondo:mara:journal:waiting:2', 'nonsense');
  expect(box().waiting()).toEqual([]);
});
