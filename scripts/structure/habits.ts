import { type Finding, isTest, type SourceFile } from './source-file.ts';

interface Habit {
  where: (path: string) => boolean;
  pattern: RegExp;
  sentence: string;
}

const inCore = (path: string) =>
  /^src\/core\/.*\.ts$/.test(path) && !isTest(path) && !/\/arbitrary-/.test(path);
const inSvelte = (path: string) => path.endsWith('.svelte');
const inSource = (path: string) =>
  /^(src|scripts|tests)\/.*\.(ts|svelte)$/.test(path) && !path.startsWith('scripts/structure/');

const habits: Habit[] = [
  {
    where: inCore,
    pattern: /\bDate\.now\(|\bnew Date\(\)/,
    sentence: 'reads the clock; take `now` as an argument',
  },
  {
    where: inCore,
    pattern: /\bTemporal\.Now\b|\bperformance\.now\(/,
    sentence: 'reads the clock; take `now` as an argument',
  },
  {
    where: inCore,
    pattern: /\bMath\.random\(|\bcrypto\./,
    sentence: 'draws at random; take a seed or a value as an argument',
  },
  {
    where: inCore,
    pattern: /\bprocess\.|\bglobalThis\b/,
    sentence: 'reaches into the process; take a value as an argument',
  },
  {
    where: (path) => inSvelte(path) && !/\/Markdown\.svelte$/.test(path),
    pattern: /\{@html\b/,
    sentence: 'prints raw HTML; only Markdown.svelte, which sanitises, may',
  },
  {
    where: (path) => inSvelte(path) || path.endsWith('.html'),
    pattern: /<[^>]*\sstyle(="|=\{|=')|\sstyle:[\w-]+=/,
    sentence:
      'has a style attribute, which the Content-Security-Policy refuses; use a class or an SVG attribute',
  },
  {
    where: (path) => /^src\/(features|routes|ui)\//.test(path) && !isTest(path),
    pattern: /(\bIntl\.\w+\(|\bdateFormat\(|\blocale\s*[:=]\s*)\s*['"][a-z]{2}\b/,
    sentence: 'names a language; dates, numbers and lists are said in that of the interface: getLocale()',
  },
  {
    where: inSource,
    pattern: /\b(it|test|describe)\.only\(/,
    sentence: 'runs one test alone; take .only away',
  },
];

/** Habits that no compiler watches, told with their line. */
export function checkHabits({ path, text }: SourceFile): Finding[] {
  const lines = text.split('\n').map((line) => (/^\s*(\/\/|\*|\/\*)/.test(line) ? '' : line));
  return habits
    .filter(({ where }) => where(path))
    .flatMap(({ pattern, sentence }) =>
      lines.flatMap((line, at) => (pattern.test(line) ? [{ path: `${path}:${at + 1}`, sentence }] : [])),
    );
}
