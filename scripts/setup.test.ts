import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const file = new URL('../package.json', import.meta.url);
const { scripts } = JSON.parse(readFileSync(file, 'utf8')) as { scripts: Record<string, string> };

/** What runs the built pages, in processes of their own or in browsers. */
const onBuiltPages = [
  'start',
  'test',
  'test:access',
  'test:faults',
  'test:journeys',
  'test:external',
  'bench',
];
const typed = Object.keys(scripts).filter((name) => scripts[name]?.includes('.ts'));

test.each(typed)('npm run %s is set up first in a fresh clone, and built where it needs pages', (name) => {
  const build = onBuiltPages.includes(name) ? ' --build' : '';
  expect(scripts[`pre${name}`]).toBe(`node scripts/setup.mjs${build}`);
});

test('every layer has a script of its own', () => {
  expect(typed).toEqual(
    expect.arrayContaining([
      'dev',
      ...onBuiltPages,
      'test:types',
      'test:lint',
      'test:structure',
      'test:unit',
      'test:slices',
    ]),
  );
});
