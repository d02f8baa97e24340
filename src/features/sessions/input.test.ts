import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { cardLengths } from '#core/commitments/check-card.ts';
import { feedbackParts } from '#core/feedback/forms.ts';
import { stepKinds } from '#core/playbook/playbook.ts';
import { alwaysTaken, mostCommands } from '#core/session/command-share.ts';
import { capabilities, jobActs } from '#core/session/deciding/capabilities.ts';
import { longest } from '#core/session/deciding/check-body.ts';
import { extension } from '#core/session/deciding/flow.ts';
import { writeRules } from '#core/session/deciding/write-rules.ts';
import { longestDraft } from '#core/session/message-size.ts';
import { isFromThisSite } from '#server/request-origin.ts';
import { act, doorMessage, wordsBody } from './input.ts';
import { sentences } from './views/refusal-sentence.ts';

const reference = readFileSync('docs/live-protocol.md', 'utf8');

test('the message that the reference shows is let in and understood, and not without its Origin', () => {
  const [, shown = '', body = ''] =
    /( {4}POST \/sessions\/SESSION\/commands[\s\S]*?)\n\n([\s\S]*?)\n\nanswers/.exec(reference) ?? [];
  const headers = new Headers(
    shown
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/: (.*)/, 2) as [string, string]),
  );
  const request = { method: 'POST', headers };
  expect(isFromThisSite(request, `http://${headers.get('host')}`)).toBe(true);
  headers.delete('origin');
  expect(isFromThisSite(request, `http://${headers.get('host')}`)).toBe(false);
  const read = doorMessage.parse(JSON.parse(body));
  expect(read).toEqual(JSON.parse(body));
});

test('the reference has every act with its fields and its stage, and no other', () => {
  const described = Object.fromEntries(
    tableOf('## Acts').map(([type = '', fields = '', stage]) => [
      code(type)[0],
      { fields: code(fields), stage },
    ]),
  );
  const taken = optionsOf(act).flatMap(({ shape: { type, ...fields } }) =>
    literals(type).map((name) => [name, { fields: namesOf(fields), stage: stageOf(name) }]),
  );
  expect(described).toEqual(Object.fromEntries(taken));
});

test('the reference says which acts a pause, somebody else’s device and the way outside the room let through', () => {
  const having = (what: 'worksInPause' | 'ownCodeOnly' | 'fromOutside') =>
    Object.entries(capabilities)
      .filter(([name, rule]) => what in rule && ![...jobActs, 'open'].some((each) => each === name))
      .map(([name]) => name)
      .sort();
  const listed = (words: string) => code(lineWith(words)).sort();
  expect(listed('While a session is paused')).toEqual(having('worksInPause'));
  expect(listed('Never through somebody else')).toEqual(having('ownCodeOnly'));
  expect(listed('From those who are not in the room')).toEqual(having('fromOutside'));
  expect(listed(`Of one person ${mostCommands} commands are taken up`)).toEqual([...alwaysTaken].sort());
});

test('the reference has every kind of words with its fields, steps, subject, readers and number', () => {
  const described = Object.fromEntries(
    tableOf('## Words').map(([kind = '', fields = '', ...rest]) => [code(kind)[0], [code(fields), ...rest]]),
  );
  const { card, ...bodies }: Record<string, string[]> = Object.fromEntries(
    optionsOf(wordsBody).map(({ shape: { kind, ...fields } }) => [literals(kind)[0], namesOf(fields)]),
  );
  for (const [kind, { steps, about, audience, most }] of Object.entries(writeRules)) {
    const where = steps === 'any' ? 'any' : steps.join(', ');
    expect(described[kind], kind).toEqual([
      kind === 'card' ? ['commit'] : bodies[kind],
      where,
      about,
      audience,
      String(most),
    ]);
  }
  expect(Object.keys(described)).toHaveLength(Object.keys(writeRules).length);
  const fields = code(lineWith('A `card` has').split('. A `moment`')[0] ?? '').filter(
    (each) => !/^\d/.test(each),
  );
  expect(
    fields
      .slice(1)
      .map((field) => field.replace('?', ''))
      .sort(),
  ).toEqual(card?.map((field) => field.replace('?', '')).sort());
});

test('the reference says how long each text may be', () => {
  const { text, quote, feeling, part, artefact } = longest;
  expect(lineWith('A text has')).toBe(
    `- A text has ${text} characters at most, a \`quote\` ${quote}, \`from\` and \`to\` of a shift of feeling ${feeling} each, a part of feedback ${part}, an artefact ${artefact}.`,
  );
  for (const [field, most] of Object.entries(cardLengths))
    expect(lineWith('A `card` has')).toMatch(new RegExp(`\`${field}\`\\??,? \\(${most}\\b`));
  expect(reference).toContain(`from ${extension.least} to ${extension.most} seconds`);
  expect(reference).toContain(`up to ${longestDraft} characters`);
});

test('the reference has the parts of each form of feedback', () => {
  const described = Object.fromEntries(
    tableOf('The `parts` of a `feedback`').map(([form = '', parts = '']) => [code(form)[0], code(parts)]),
  );
  const asked = Object.entries(feedbackParts).map(([form, parts]) => [
    form,
    parts.map(({ part, required }) => (required ? part : `${part}?`)),
  ]);
  expect(described).toEqual(Object.fromEntries(asked));
});

test('the reference has every refusal with its facts', () => {
  const described = tableOf('## Refusals').map(([refusal = '', facts = '']) => [
    code(refusal)[0],
    code(facts),
  ]);
  const source = readFileSync('src/core/session/refusal.ts', 'utf8');
  const possible = [...source.matchAll(/\| \{ refusal: '([\w-]+)'([^}]*)\}/g)].map(([, name, facts = '']) => [
    name,
    [...facts.matchAll(/; (\w+\??):/g)].map(([, fact]) => fact),
  ]);
  expect(described).toEqual(possible);
  expect(described.map(([name]) => name).sort()).toEqual(Object.keys(sentences).sort());
});

test('the reference has every part of the view, and every tool', () => {
  const view = readFileSync('src/core/session/view.ts', 'utf8');
  const [, whole = ''] = /export interface RoomView \{\n([\s\S]*?)\n\}/.exec(view) ?? [];
  const parts = [...whole.matchAll(/^ {2}(\w+)\??:/gm)].map(([, part]) => part);
  expect(
    tableOf('## The view')
      .map(([part = '']) => code(part)[0])
      .sort(),
  ).toEqual(parts.sort());
  const kinds = tableOf('`tool` has a `kind`').flatMap(([kind = '']) => code(kind));
  expect(kinds.sort()).toEqual([...stepKinds].sort());
  const explained = new Set(code(reference.split('## The view')[1]?.split('## Refusals')[0] ?? ''));
  const files = ['view.ts', 'view-tool.ts', 'view-after.ts'].map((name) =>
    readFileSync(`src/core/session/${name}`, 'utf8').replaceAll(/\/\*\*[\s\S]*?\*\//g, ''),
  );
  const fields = files.flatMap((source) =>
    [...source.matchAll(/(?<=[\n{;(] *)(\w+)\??: /g)].map(([, field]) => field),
  );
  expect(fields.length).toBeGreaterThan(100);
  expect(fields.filter((field) => field && !explained.has(field))).toEqual([]);
});

/** The rows of the first table after these words, without its head; each a list of its cells. */
function tableOf(words: string): string[][] {
  const [, after = ''] = reference.split(new RegExp(`^${words.replaceAll('`', '\\`')}`, 'm'));
  const rows = /((?:^\|.*\n)+)/m.exec(after)?.[1]?.trimEnd().split('\n') ?? [];
  return rows.slice(2).map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function lineWith(words: string): string {
  return reference.split('\n').find((line) => line.includes(words)) ?? '';
}

/** What stands between backticks; with the question mark behind it, if there is one. */
function code(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`(\?)?/g)].map(([, word = '', optional = '']) => word + optional);
}

type Shape = Record<string, z.ZodType>;

function optionsOf(union: z.ZodType): { shape: Shape }[] {
  return (union as unknown as { options: { shape: Shape }[] }).options;
}

function literals(type: z.ZodType | undefined): string[] {
  const { values, options } = type as unknown as { values?: Set<string>; options?: string[] };
  return options ?? [...(values ?? [])];
}

function namesOf(fields: Shape): string[] {
  return Object.entries(fields).map(([name, type]) =>
    type.safeParse(undefined).success ? `${name}?` : name,
  );
}

function stageOf(name: string): string | undefined {
  return (capabilities as Record<string, { stage: string }>)[name]?.stage;
}
