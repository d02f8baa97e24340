import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Act } from '#core/session/command.ts';
import { act as actShape } from '../input.ts';
import { actFromForm } from './act-from-form.ts';

const id = fc.uuid();
/** A browser sends text without blanks at its ends as it was typed, and without a lone CR. */
const text = fc.string({ maxLength: 60 }).map((typed) => typed.replaceAll('\r', '').trim());
const some = text.filter((typed) => typed !== '');
const index = fc.nat(400);
const form = fc.constantFrom('SBI' as const, 'COIN' as const, 'feedforward' as const);

const body = fc.oneof(
  fc.record({ kind: fc.constantFrom('strength' as const, 'phrase' as const, 'thanks' as const), text }),
  fc.record({ kind: fc.constant('check-in' as const), attempted: text, harder: text }),
  fc.record({ kind: fc.constant('objective' as const), text, seenBy: text }),
  fc.record(
    { kind: fc.constant('observation' as const), behaviour: index, quote: text, offset: fc.nat(600_000) },
    { requiredKeys: ['kind', 'quote', 'offset'] },
  ),
  fc.record({
    kind: fc.constant('anchor' as const),
    behaviour: index,
    level: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const),
  }),
  fc.record({ kind: fc.constant('emotion' as const), from: text, to: text }),
  fc.record({
    kind: fc.constant('feedback' as const),
    form,
    parts: fc.dictionary(fc.constantFrom('situation', 'impact', 'next'), some),
    given: fc.constant(false),
  }),
  fc.record({ kind: fc.constant('rating' as const), value: fc.integer({ min: 0, max: 10 }) }),
  fc.record({ kind: fc.constant('scale' as const), value: fc.integer({ min: 0, max: 10 }), text }),
  fc.record({
    kind: fc.constant('artefact' as const),
    artefact: fc.constantFrom('text' as const, 'link' as const),
    text,
  }),
  fc.record({ kind: fc.constant('reflection' as const), insight: text, habit: text, obstacle: text }),
  fc.record({
    kind: fc.constant('card' as const),
    experiment: text,
    behaviour: text,
    context: text,
    criterion: text,
    dueOn: text,
  }),
);
const card = fc.record({ experiment: text, behaviour: text, context: text, criterion: text, dueOn: text });
/** What a `datetime-local` field holds, or anything where a browser has none. */
const moment = fc.record({
  typed: fc.oneof(fc.constant('2026-11-26T09:30'), some),
  zone: fc.constantFrom('Europe/Lisbon', 'Asia/Kolkata'),
});

const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    { type: 'start' },
    { type: 'pause' },
    { type: 'pass' },
    { type: 'close' },
    { type: 'carry-over' },
  ),
  fc.record({ type: fc.constantFrom('move-on' as const, 'ready' as const, 'go-back' as const), from: index }),
  fc.record({ type: fc.constant('extend' as const), seconds: index }),
  fc.record({ type: fc.constantFrom('end-turn' as const, 'ask-challenge' as const), of: id }),
  fc.record({
    type: fc.constantFrom('ask-role-swap' as const, 'accept-role-swap' as const),
    role: some,
    with: id,
  }),
  fc.record({ type: fc.constant('take-role' as const), role: some }),
  fc.record({ type: fc.constant('answer-challenge' as const), granted: fc.boolean() }),
  fc.record({ type: fc.constant('hand-device' as const), to: id }),
  fc.record(
    { type: fc.constant('write' as const), wordsId: id, body, subject: id },
    { requiredKeys: ['type', 'wordsId', 'body'] },
  ),
  fc.record({ type: fc.constant('rewrite' as const), wordsId: id, body }),
  fc.record({ type: fc.constant('remove' as const), wordsId: id }),
  fc.record({ type: fc.constant('pick-suggestion' as const), wordsId: id, reworded: text }),
  fc.record({ type: fc.constant('give-feedback' as const), wordsId: id, form }),
  fc.record(
    { type: fc.constant('commit' as const), commitmentId: id, card, moment },
    { requiredKeys: ['type', 'commitmentId', 'card'] },
  ),
  fc.record({
    type: fc.constant('set-next' as const),
    startsAt: fc.nat(),
    timeZone: fc.constant('Europe/Lisbon'),
  }),
  fc.record({
    type: fc.constant('keep' as const),
    wordsId: id,
    for: fc.constantFrom('me' as const, 'circle' as const),
  }),
);

test('an act that was laid out as a form is read back as the same act', () => {
  fc.assert(
    fc.property(acts, (act) => {
      expect(actFromForm(formOf(act), () => 'unused')).toEqual(act);
    }),
  );
});

test('what a form says has the shape that the write door takes', () => {
  fc.assert(
    fc.property(acts, (act) => {
      expect(actShape.safeParse(actFromForm(formOf(act), () => 'unused')).success).toBe(true);
    }),
  );
});

test('words that bring no id get a new one', () => {
  const data = formOf({ type: 'write', wordsId: '', body: { kind: 'phrase', text: 'Say more' } });
  expect(actFromForm(data, () => 'a-new-id')).toMatchObject({ wordsId: 'a-new-id' });
});

test('the next session is read from a wall clock in its zone', () => {
  const data = new FormData();
  for (const [name, value] of Object.entries({
    act: 'set-next',
    startsAt: '2026-11-26T09:30',
    timeZone: 'Europe/Lisbon',
  }))
    data.set(name, value);
  expect(actFromForm(data, () => '')).toEqual({
    type: 'set-next',
    startsAt: Date.UTC(2026, 10, 26, 9, 30),
    timeZone: 'Europe/Lisbon',
  });
});

test.each(['', 'fly', 'expire', 'settle-discard', 'open'])('"%s" is no act of a form', (act) => {
  const data = new FormData();
  data.set('act', act);
  expect(actFromForm(data, () => '')).toBeUndefined();
});

/** What the forms of the room hold for an act: fields by name, a body's fields beside them. */
function formOf(act: Act): FormData {
  const data = new FormData();
  const { type, ...rest } = act;
  data.set('act', type);
  for (const [name, value] of Object.entries(rest)) put(data, name, value);
  return data;
}

function put(data: FormData, name: string, value: unknown): void {
  if (name === 'given') return;
  if (name === 'moment') {
    const { typed, zone } = value as { typed: string; zone: string };
    data.set('moment', typed);
    data.set('timeZone', zone);
    return;
  }
  if (name === 'parts')
    for (const [part, said] of Object.entries(value as object)) data.set(`part:${part}`, said);
  else if (value !== null && typeof value === 'object')
    for (const [inner, one] of Object.entries(value)) put(data, inner, one);
  else data.set(name, String(value));
}
