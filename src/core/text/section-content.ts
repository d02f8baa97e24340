import { readList } from './list.ts';
import { readParagraphs } from './paragraphs.ts';
import type { ProblemList } from './problem.ts';
import type { Section } from './sections.ts';
import { type Placed, readSentence } from './sentence.ts';

/** What stands in the sections of a text, by name. A section that is missing was reported before and is read as empty. */
export interface SectionContent<Name extends string> {
  /** Free Markdown. */
  paragraphs(name: Name): string;
  /** The lines of a list, as they stand. */
  items(name: Name): Placed[];
  /** The lines of a list, each a sentence. */
  sentences(name: Name): string[];
}

/** Reads sections as one asks for them. */
export function contentOf<Name extends string>(
  sections: ReadonlyMap<Name, Section>,
  problems: ProblemList,
): SectionContent<Name> {
  const items = (name: Name) => {
    const section = sections.get(name);
    return section ? readList({ ...section, name: `"${name}"` }, problems) : [];
  };
  return {
    items,
    paragraphs(name) {
      const section = sections.get(name);
      return section ? readParagraphs({ ...section, name: `"${name}"` }, problems) : '';
    },
    sentences: (name) =>
      items(name).map((item) => readSentence(item, { name: `A line of "${name}"` }, problems)),
  };
}
