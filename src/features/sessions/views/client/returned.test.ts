import { expect, test } from 'vitest';
import type { RoomView } from '#core/session/view.ts';
import { isElsewhere } from './returned.ts';

const words = '01a1fcf4-a0ae-7ab6-b503-7b0d46b65d72';

function roomAt(at: number, { tool = {}, status = 'running' }: { tool?: object; status?: string } = {}) {
  return { session: { status }, now: { at }, tool } as unknown as RoomView;
}

test('a text for the running step is given back at its own field', () => {
  expect(isElsewhere('step:2:check-in:attempted', roomAt(2))).toBe(false);
});

test('a text for a step that has gone is shown by itself', () => {
  expect(isElsewhere('step:2:check-in:attempted', roomAt(3))).toBe(true);
  expect(isElsewhere('step:2:check-in:attempted', roomAt(22))).toBe(true);
});

test('a change of words is shown by itself once the words are gone', () => {
  expect(isElsewhere(`change:${words}:text`, roomAt(2, { tool: { mine: { id: words } } }))).toBe(false);
  expect(isElsewhere(`change:${words}:text`, roomAt(2))).toBe(true);
});

test('after the end there is no field left, so all that came back is shown by itself', () => {
  expect(isElsewhere('step:2:check-in:attempted', roomAt(2, { status: 'closed' }))).toBe(true);
});

test('what stands in every step is never away', () => {
  expect(isElsewhere('artefact:link:text', roomAt(2))).toBe(false);
});
