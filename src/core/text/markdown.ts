/**
 * Why this line may not stand in a playbook, as a sentence, or undefined when it may. Emphasis, links and inline code
 * are welcome; HTML, pictures, tables and characters that nobody can see are not.
 */
export function unwantedMarkdown(line: string): string | undefined {
  if (unseen.test(line)) return 'There is a character here that nobody can see. Type the line again.';
  const bare = line.replace(escapedOrCode, '');
  if (/<[a-z!/?]/i.test(bare)) return 'HTML is not used here. For something to fill in, write [name].';
  if (bare.includes('![')) return 'Pictures are not used here. Say it in words.';
  if (/^\s*\|/.test(bare)) return 'Tables are not used here. Write a list.';
  const scheme = [...bare.matchAll(linkScheme)].find((match) => !knownScheme.test(match[1] ?? ''));
  if (scheme) return 'A link may lead to https, http or mailto only.';
  return undefined;
}

/** Whether a line starts in a way that Markdown reads as a heading, list, quotation, ruler or code block. */
export function startsBlock(text: string): boolean {
  return blockStart.test(text) || onlyMarks.test(text);
}

/** Whether Markdown reads the line as a heading or a ruler, also when it underlines the line before. */
export function isHeadingOrRule(text: string): boolean {
  return /^ {0,3}#{1,6}(\s|$)|^##/.test(text) || onlyMarks.test(text);
}

/** Control characters, halves of characters, line separators and byte order marks; tabs are seen. */
const unseen = /(?![\t\n])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFEFF]/u;
const escapedOrCode = /\\.|`[^`]*`/gu;
const linkScheme = /\]\(\s*([a-z][a-z0-9+.-]*:)/gi;
const knownScheme = /^(https?|mailto):$/i;
const blockStart = /^\s*(#{1,6}(\s|$)|##|>|[-+*](\s|$)|\d{1,9}[.)](\s|$)|\||```|~~~)/;
const onlyMarks = /^[-=*_\s]+$/;
