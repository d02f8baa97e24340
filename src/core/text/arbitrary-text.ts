import fc from 'fast-check';
import { startsBlock, unwantedMarkdown } from './markdown.ts';
import { tidyParagraphs } from './paragraphs.ts';
import { tidySentence } from './sentence.ts';

/** Words that look like parts of the format come up often, so that they are seen to do no harm where they are allowed. */
const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'listen',
      'and',
      'then',
      'Mara',
      'wait',
      '…',
      '3:20',
      'ask',
      'naïve',
      'слушать',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ': ',
      ' #',
      '---',
      '- ',
      '> ',
      '**',
      '·',
      '"',
      "'",
      '\\',
      '[',
      ']',
      '{',
      '|',
      '%',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'Steps',
      'Behaviours',
      'Watch for: ',
      'Scale: ',
      'Keeps: ',
      '1. ',
      '&a',
      '*a',
      '!t',
      '@',
    ),
  },
);

/** For tests: any text that can stand on one line of a format. */
export function sentence(longest = 1000): fc.Arbitrary<string> {
  return fc
    .array(words, { minLength: 1, maxLength: 8 })
    .map((parts) => tidySentence(parts.join(' ')).slice(0, longest).trim())
    .filter((text) => text !== '' && !startsBlock(text) && unwantedMarkdown(text) === undefined);
}

const line = fc.oneof(
  sentence(),
  sentence().map((text) => `- ${text}`),
  sentence().map((text) => `> ${text}`),
);

/** For tests: any free Markdown that a format lets in. */
export const paragraphs = fc
  .array(line, { minLength: 1, maxLength: 4 })
  .chain((lines) => fc.constantFrom('\n', '\n\n').map((gap) => tidyParagraphs(lines.join(gap))));
