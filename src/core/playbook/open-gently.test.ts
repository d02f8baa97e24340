import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkPlaybook } from './check.ts';
import { openGently } from './open-gently.ts';
import { parsePlaybook } from './parse.ts';
import type { Playbook } from './playbook.ts';
import { printPlaybook } from './print.ts';

const library = new URL('../../../library/', import.meta.url);

function shipped(file: string): Playbook {
  const result = parsePlaybook(readFileSync(new URL(file, library), 'utf8'));
  if (!result.ok) throw new Error(file);
  return result.playbook;
}

const source = shipped('strengths-scan.md');

test.each(readdirSync(library))('%s opens gently in a first session, and still reads and checks', (file) => {
  const gentle = openGently(shipped(file), source);
  const kinds = gentle.steps.map(({ kind }) => kind);
  for (const kind of ['strengths', 'intentions', 'consent'] as const) {
    expect(kinds.filter((each) => each === kind)).toHaveLength(1);
  }
  expect(parsePlaybook(printPlaybook(gentle))).toMatchObject({ ok: true });
  // A moment of a few minutes grows beyond six by this; that it lacks phases then is no fault of a first session.
  const problems = checkPlaybook(gentle).problems.filter(({ message }) => !message.includes('of the phase'));
  expect(problems).toEqual([]);
});

test('it begins with strengths, intentions and consent, before anything else', () => {
  const gentle = openGently(shipped('live-drill.md'), source);
  expect(gentle.steps.slice(0, 4).map(({ kind }) => kind)).toEqual([
    'strengths',
    'intentions',
    'consent',
    'check-in',
  ]);
});

test('a playbook that has them already stays as it is', () => {
  expect(openGently(source, source)).toEqual(source);
});
