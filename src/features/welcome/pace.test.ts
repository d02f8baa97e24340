import { expect, test } from 'vitest';
import { type WelcomeStep, welcomeSteps } from '#core/welcome/steps.ts';
import { startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { makePeople } from '../../../tests/support/circle.ts';
import { usePages } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);

/** How somebody goes about it who skips nothing: presses and strokes, and letters typed, in each step. */
const deeds: Record<WelcomeStep, { presses: number; letters: number }> = {
  strengths: { presses: 3, letters: 0 },
  wishes: { presses: 3, letters: 0 },
  week: { presses: 4, letters: 0 },
  languages: { presses: 1, letters: 0 },
  preferences: { presses: 2, letters: 0 },
  listening: { presses: 4, letters: 110 },
  goal: { presses: 4, letters: 90 },
  field: { presses: 2, letters: 0 },
};
/** Seconds: reading a word (238 in a minute, the mean of adults who read silently, Brysbaert 2019), passing over something to choose, a press with its thought, a letter. */
const pace = { word: 60 / 238, choice: 0.25, press: 2.5, letter: 0.3 };

/**
 * Words of sentences, and things to choose from, of what a page shows before anything is opened. What stood on a page
 * before, a heading, how to skip, is not read again.
 */
function toTakeIn(body: string, known: Set<string>): { words: number; choices: number } {
  const main = /<main[\s\S]*<\/main>/u.exec(body)?.[0] ?? '';
  const shown = main
    .replace(/<!--[\s\S]*?-->|<script[\s\S]*?<\/script>|<svg[\s\S]*?<\/svg>|<select[\s\S]*?<\/select>/gu, ' ')
    .replace(/<details[\s\S]*?<\/details>|<table[\s\S]*?<\/table>/gu, ' ')
    .replace(/<(\w+)[^>]*visually-hidden[^>]*>[\s\S]*?<\/\1>/gu, ' ');
  const choices = (shown.match(/<label[\s\S]*?<\/label>/gu) ?? []).length;
  const pieces = shown.replace(/<label[\s\S]*?<\/label>/gu, ' ').split(/<[^>]*>/u);
  const fresh = pieces.filter((piece) => !known.has(piece));
  for (const piece of pieces) known.add(piece);
  const words = fresh.flatMap((piece) => piece.split(/\s+/u).filter(Boolean)).length;
  return { words, choices };
}

test('all eight steps, read and filled in at a person’s pace, take less than five minutes', async () => {
  const [ana] = (await makePeople(app.database, ['Ana Reed'])) as [Actor];
  const { token } = await app.database.asPerson(ana, (tx) =>
    startSignIn(tx, { ...ana, device: 'A test', now: new Date() }),
  );
  const visitor = pages.visitor();
  visitor.cookies.set('rondo', token);
  const known = new Set<string>();
  const seconds: Record<string, number> = {};
  for (const step of ['', ...welcomeSteps] as const) {
    const { body } = await visitor.get(`/welcome/you${step && `/${step}`}`);
    const { words, choices } = toTakeIn(body, known);
    expect(words, step).toBeGreaterThan(5);
    const { presses, letters } = step === '' ? { presses: 1, letters: 0 } : deeds[step];
    seconds[step || 'begin'] = Math.round(
      words * pace.word + choices * pace.choice + presses * pace.press + letters * pace.letter,
    );
  }
  const all = Object.values(seconds).reduce((sum, each) => sum + each, 0);
  expect(all, JSON.stringify(seconds)).toBeLessThan(300);
});
