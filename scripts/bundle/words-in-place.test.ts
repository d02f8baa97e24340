import { expect, test } from 'vitest';
import { wordsInPlace } from './words-in-place.ts';

const { transform, load } = wordsInPlace((key) => key === 'app_name') as unknown as {
  transform: { handler: (code: string, id: string) => { code: string } };
  load: { handler: (id: string) => string | undefined };
};

/** What a module imports instead of all messages. */
function wordsOf(code: string, id: string): string | undefined {
  const [, name] = /from '(words-of-\w+)'/.exec(transform.handler(code, id).code) ?? [];
  return load.handler(`\0${name}`);
}

test('a module brings copies of the sentences that it says, and no others', () => {
  const words = wordsOf(`import { m } from '#messages';\nconst title = m.app_name();`, '/src/ui/One.svelte');
  expect(words?.split('\n')).toEqual([
    expect.stringMatching(/^export \{ app_name \} from .*\/app_name\.js\?/),
  ]);
});

test('two modules that say the same have a copy each', () => {
  const code = `import { m } from "#messages";\nexport const name = () => m.app_name();`;
  expect(wordsOf(code, '/src/ui/One.svelte')).not.toBe(wordsOf(code, '/src/ui/Other.svelte'));
});

test('another value called m is left as it is', () => {
  const code = `import { m } from '#messages';\nconst all = [m.app_name(), ...others.map((m) => m.id)];`;
  expect(wordsOf(code, '/src/ui/One.svelte')?.split('\n')).toHaveLength(1);
});
