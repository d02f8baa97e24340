import { plainText } from './plain-text.ts';

/**
 * Letters that show nothing, and marks that turn the direction of what follows. In a name they only serve to look like
 * somebody else's. Left alone are joiners between letters of scripts that are shaped by them, and what holds emoji together.
 */
const unseen = new RegExp(
  [
    '(?![\\u200c\\u200d\\ufe0f])\\p{Default_Ignorable_Code_Point}',
    '\\u2800',
    `(?<!${shapedBefore()})[\\u200c\\u200d\\ufe0f]`,
    '[\\u200c\\u200d](?![\\p{L}\\p{M}\\p{Extended_Pictographic}])',
  ].join('|'),
  'gu',
);

/**
 * A name on one line, so that two names that look alike are alike: composed letters, single spaces, nothing that cannot
 * be seen. Empty where nothing visible was typed.
 */
export function nameLine(typed: string): string {
  // Spaces first: a line break between two words is one, too.
  const line = plainText(typed).replace(/\s+/gu, ' ').replace(unseen, '').normalize('NFC');
  // What was taken out may have stood between a joiner and its letter.
  return line === typed ? line.trim() : nameLine(line.trim());
}

function shapedBefore(): string {
  const scripts =
    'Arabic Syriac Mongolian Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala Khmer';
  const letters = scripts.split(' ').map((script) => `\\p{Script=${script}}`);
  return `[${letters.join('')}\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f]`;
}
