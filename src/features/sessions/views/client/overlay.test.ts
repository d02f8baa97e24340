import { expect, test } from 'vitest';
import type { Act } from '#core/session/command.ts';
import type { RoomView } from '#core/session/view.ts';
import { overlay } from './overlay.ts';

const view = {
  passed: false,
  tool: {
    kind: 'drill',
    notes: { phrases: [], emotions: [] },
    sheet: {
      behaviours: [{ behaviour: 0, text: 'Asks', count: 1 }],
      mine: [{ id: 'a', behaviour: 0, quote: '', offset: 5 }],
    },
  },
} as unknown as RoomView;

const tap: Act = {
  type: 'write',
  wordsId: 'b',
  body: { kind: 'observation', behaviour: 0, quote: 'Tell me', offset: 9 },
};

function sheet(of: RoomView) {
  return of.tool && 'sheet' in of.tool ? of.tool.sheet : undefined;
}

test('a tap counts before the server has answered', () => {
  const laid = sheet(overlay(view, [tap]));
  expect(laid?.behaviours[0]?.count).toBe(2);
  expect(laid?.mine.at(-1)).toEqual({ id: 'b', behaviour: 0, quote: 'Tell me', offset: 9 });
});

test('an act that the view knows already is not counted twice', () => {
  expect(overlay(overlay(view, [tap]), [tap])).toEqual(overlay(view, [tap]));
});

test('undo takes it back at once, and only once', () => {
  const undo: Act = { type: 'remove', wordsId: 'a' };
  expect(sheet(overlay(view, [undo, undo]))).toEqual({
    behaviours: [{ behaviour: 0, text: 'Asks', count: 0 }],
    mine: [],
  });
});

test('what others would have to agree to is never shown early', () => {
  expect(overlay(view, [{ type: 'pause' }, { type: 'move-on', from: 2 }, { type: 'close' }])).toEqual(view);
});
