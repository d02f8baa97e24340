import { expect, test } from 'vitest';
import { checkStructure } from './check-structure.ts';

const sentencesFor = (...files: [path: string, text: string][]) =>
  checkStructure(files.map(([path, text]) => ({ path, text }))).map(({ sentence }) => sentence);

test('a sound house has no findings', () => {
  expect(
    sentencesFor(
      ['src/core/rota/next-turn.ts', "import { z } from 'zod';\nimport type { Seat } from './seat.ts';\n"],
      ['src/features/circles/store.ts', "import type { Tx } from '#server/database.ts';\n"],
      [
        'src/features/sessions/use-cases/open-session.ts',
        "import { x } from '#features/circles/access.ts';\n",
      ],
      ['src/routes/+page.server.ts', "import { y } from '#features/sessions/use-cases/open-session.ts';\n"],
    ),
  ).toEqual([]);
});

test.each([
  ['a drawer', 'src/core/utils.ts', '', 'says nothing'],
  ['a long file', 'src/core/long.ts', '\n'.repeat(301), '301 lines'],
  ['an unknown name in a feature', 'src/features/circles/manager.ts', '', 'names agreed'],
  [
    'core that asks the server',
    'src/core/a.ts',
    "import { a } from '#server/ids.ts';",
    'against the direction',
  ],
  ['core with a package', 'src/core/a.ts', "import { Pool } from 'pg';", 'imports pg'],
  [
    'one feature in the store of another',
    'src/features/a/store.ts',
    "import { b } from '#features/b/store.ts';",
    'use cases',
  ],
  [
    'ui that knows the domain',
    'src/ui/Card.svelte',
    "import { a } from '#core/a.ts';",
    'against the direction',
  ],
  ['a clock in core', 'src/core/a.ts', 'const now = Date.now();', 'reads the clock'],
  ['chance in core', 'src/core/a.ts', 'const x = Math.random();', 'draws at random'],
  ['raw HTML', 'src/ui/Card.svelte', '{@html words}', 'raw HTML'],
  [
    'a language that is written down',
    'src/features/a/views/b.ts',
    "new Intl.ListFormat('en-GB').format(names)",
    'names a language',
  ],
  ['an inline style', 'src/ui/Card.svelte', '<p class="a" style="color: red">', 'style attribute'],
  ['a style directive', 'src/ui/Card.svelte', '<p style:--share={share}>', 'style attribute'],
])('finds %s', (_case, path, text, sentence) => {
  expect(sentencesFor([path, text])).toEqual([expect.stringContaining(sentence)]);
});

test('finds files that import each other, and lets types pass', () => {
  const a = "import { b } from './b.ts';";
  expect(sentencesFor(['src/core/a.ts', a], ['src/core/b.ts', "import { a } from './a.ts';"])).toEqual([
    'imports itself in a circle: src/core/a.ts -> src/core/b.ts -> src/core/a.ts',
  ]);
  expect(sentencesFor(['src/core/a.ts', a], ['src/core/b.ts', "import type { a } from './a.ts';"])).toEqual(
    [],
  );
});
