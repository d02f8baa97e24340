import { isBlank, type Line } from './line.ts';
import { isHeadingOrRule, unwantedMarkdown } from './markdown.ts';
import type { ProblemList } from './problem.ts';

/** Reads free Markdown: paragraphs and lists, kept as written, with single empty lines between them. */
export function readParagraphs(
  { name, line, body }: { name: string; line: number; body: Line[] },
  problems: ProblemList,
): string {
  for (const each of body) {
    const unwanted = isHeadingOrRule(each.text)
      ? !isBlank(each) && 'Headings and ruled lines are not used inside a text.'
      : unwantedMarkdown(each.text);
    if (unwanted) problems.add({ line: each.number, message: unwanted, found: each.text });
  }
  const text = tidyParagraphs(body.map((each) => each.text).join('\n'));
  if (text === '') problems.add({ line, message: `${name} has no text.` });
  return text;
}

/** No white space at the ends of lines, no empty lines at the ends of the text, never two of them together. */
export function tidyParagraphs(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
