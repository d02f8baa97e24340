/**
 * English words that judge where an anchor should describe: two people who watch the same minute would not tick alike.
 * Lower case, meant to be read and argued with.
 */
export const judgingWords = [
  ...['adequate', 'adequately', 'appropriate', 'appropriately', 'bad', 'badly', 'best', 'better'],
  ...['clearly', 'confident', 'confidently', 'correctly', 'effective', 'effectively', 'empathetic'],
  ...[
    'empathetically',
    'excellent',
    'excellently',
    'good',
    'great',
    'ideally',
    'nicely',
    'optimal',
    'perfect',
  ],
  ...['perfectly', 'poor', 'poorly', 'professionally', 'proper', 'properly', 'respectfully', 'sensibly'],
  ...['skilful', 'skilfully', 'successful', 'successfully', 'terrible', 'unprofessional', 'well', 'worse'],
];

const pattern = new RegExp(`\\b(?:${judgingWords.join('|')})\\b`, 'giu');

/** Words in quotation marks are what somebody says, and may say anything; "as well" only adds. */
const harmless = /"[^"]*"|“[^”]*”|\bas well(?: as)?\b|\bmay as well\b/giu;

/** The first judging word of a sentence, or undefined. */
export function judgingWordIn(text: string): string | undefined {
  return text.replace(harmless, ' ').match(pattern)?.[0];
}
