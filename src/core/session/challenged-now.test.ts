import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parsePlaybook } from '../playbook/parse.ts';
import { holder, playedUntil, startedBy } from './running-example.ts';

function shipped(slug: string) {
  const parsed = parsePlaybook(readFileSync(new URL(`../../../library/${slug}.md`, import.meta.url), 'utf8'));
  if (!parsed.ok) throw new Error(slug);
  return parsed.playbook;
}
const circle = ['mara', 'noor', 'ilya'];

test('in a coaching conversation the thinker is asked, and the coach has their questions at hand', () => {
  const session = playedUntil(startedBy(circle, shipped('clear')), 'drill');
  const [coach, thinker] = [holder(session, 'focus owner'), holder(session, 'thinker')];
  expect(coach).not.toBe(thinker);
  expect(session.view(coach).now).toMatchObject({ challenge: { state: 'not-asked', of: thinker } });
  expect(session.view(coach).now?.myPrompts).not.toEqual([]);
  expect(session.view(thinker).now?.litPrompts).toEqual([]);
  session.act(coach, { type: 'ask-challenge', of: thinker });
  session.act(thinker, { type: 'answer-challenge', granted: true });
  expect(session.view(thinker).now?.litPrompts).not.toEqual([]);
});

test('where the facilitator has the harder question, the focus owner is asked', () => {
  const session = playedUntil(startedBy(circle, shipped('biweekly-deep-dive')), 'objective');
  const focus = holder(session, 'focus owner');
  const [other = ''] = circle.filter((person) => person !== focus);
  expect(session.view(other).now).toMatchObject({ challenge: { state: 'not-asked', of: focus } });
});
