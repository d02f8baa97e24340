import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { entryOf } from '#core/playbook/entry.ts';
import type { Playbook } from '#core/playbook/playbook.ts';
import { dealDeck } from '../use-cases/deal-deck.ts';
import { findShippedPlaybook } from '../use-cases/find-shipped-playbook.ts';
import { readPlaybook } from '../use-cases/read-playbook.ts';
import DeckSheet from './DeckSheet.svelte';
import PlaybookCard from './PlaybookCard.svelte';
import PlaybookReading from './PlaybookReading.svelte';

// The parser refuses most of this. Here it is left out: what shows a playbook must hold by itself.
const drill = findShippedPlaybook('live-drill')?.playbook as Playbook;

/** The playbook with every text in it replaced, however deep. */
function sayingOnly<T>(value: T, attack: string): T {
  if (typeof value === 'string') return attack as T;
  if (Array.isArray(value)) return value.map((each) => sayingOnly(each, attack)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, kept.has(key) ? each : sayingOnly(each, attack)]),
  ) as T;
}

/** Not texts of a person: words that the format knows, and names that must stay apart from each other. */
const kept = new Set(['kind', 'phase', 'time', 'form', 'scale', 'people', 'difficulty', 'role', 'roles']);

function pagesOf(attack: string): string {
  const hostile = sayingOnly(drill, attack);
  const steps = hostile.steps.map((step, index) => ({ ...step, name: `${index} ${attack}` }));
  const playbook = { ...hostile, steps };
  const show = (view: unknown, props: object) => render(view as Component<object>, { props }).body;
  return [
    show(PlaybookReading, { reading: readPlaybook(playbook), at: 0 }),
    show(DeckSheet, { title: playbook.title, cards: dealDeck(playbook) }),
    show(PlaybookCard, { entry: entryOf('x', playbook), href: '/library/x', people: 3 }),
  ].join('\n');
}

test.each([
  '<script>alert(1)</script>',
  'Hello <img src=x onerror=alert(1)>',
  '[click](javascript:alert(1)) me',
  '“<svg onload=alert(1)>”',
  '</ul></section><iframe src=//example.org></iframe>',
  '{@html "<script>alert(1)</script>"}',
  '*hi* [x](data:text/html;base64,PHNjcmlwdD4=)',
  '"><input autofocus onfocus=alert(1)>',
])('%s comes out as words and runs nowhere', (attack) => {
  const html = pagesOf(attack);
  expect(html).toMatch(/alert\(1\)|example\.org|click|>hi</u);
  expect(html).not.toMatch(/<(?:script|img|iframe|input|svg onload)/iu);
  expect(html).not.toMatch(/<[^>"]*(?:"[^"]*"[^>"]*)*\son\w+=/iu);
  expect(html).not.toMatch(/(?:href|src)="\s*(?:javascript|data|\/\/)/iu);
});
