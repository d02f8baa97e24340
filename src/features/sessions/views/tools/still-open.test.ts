import { expect, test } from 'vitest';
import type { RoomView } from '#core/session/view.ts';
import type { Tool } from '#core/session/view-tool.ts';
import { stillOpen } from './still-open.ts';

const base = { me: { id: 'a' }, can: ['set-next', 'close'], passed: false } as unknown as RoomView;
const reflect: Extract<Tool, { kind: 'reflect' }> = {
  kind: 'reflect',
  reflections: [],
  card: 'committed-today',
};

test('without a next date, that is said first', () => {
  expect(stillOpen({ ...base, tool: reflect })).toEqual(['next']);
});

test('with a date and a card nothing is open', () => {
  const nextSession = { startsAt: 1, timeZone: 'UTC' };
  expect(stillOpen({ ...base, tool: reflect, nextSession })).toEqual([]);
  expect(stillOpen({ ...base, tool: { ...reflect, card: 'open' }, nextSession })).toEqual([]);
  expect(stillOpen({ ...base, tool: { ...reflect, card: 'none' }, nextSession })).toEqual(['card']);
});

test('who passed the cards is not reminded of one', () => {
  const commit = { kind: 'commit', committedToday: false, typedForMe: [], typedByMe: [], cards: [] } as const;
  const view = { ...base, tool: { ...commit, typedForMe: [], typedByMe: [], cards: [] }, can: [] };
  expect(stillOpen(view)).toEqual(['card']);
  expect(stillOpen({ ...view, passed: true })).toEqual([]);
});

test('a draft for somebody who is not here is not waited for', () => {
  const line = { id: '1', author: 'a', subject: 'a', form: 'SBI', parts: {}, given: false } as const;
  const tool = { kind: 'draft', form: 'SBI', parts: [], toMe: [] } as const;
  const view = (subject: string | undefined) => ({
    ...base,
    can: [],
    tool: { ...tool, parts: [], toMe: [], mine: [{ ...line, subject }] },
  });
  expect(stillOpen(view(undefined))).toEqual([]);
  expect(stillOpen(view('b'))).toEqual(['draft']);
});
