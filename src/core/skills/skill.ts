/** The value behind a skill's text. `parse.ts` makes it, `print.ts` writes it; docs/skill-format.md explains it. */
export interface Skill {
  title: string;
  /** One sentence, shown in lists. */
  summary: string;
  family: Family;
  /** Departments that it is written for, such as `sales`; empty for everybody. */
  modules: string[];
  /** Slugs of the library's playbooks that practise it. */
  playbooks: string[];
  author: string;
  /** Semantic version of this text, for example `1.0.0`. */
  version: string;
  /** Markdown paragraphs. */
  what: string;
  whatNot: string[];
  behaviours: Behaviour[];
  /** Where it shows: the kind of moment, and which one. */
  moments: { name: string; text: string }[];
  /** What it should move at work, and how that would be seen. */
  outcomes: { name: string; text: string }[];
  /** First experiments, small enough for today. */
  beginnings: string[];
  /** Questions to take into the field. */
  prompts: string[];
  origin: string;
}

export const families = ['soft', 'professional'] as const;
export type Family = (typeof families)[number];

/** Something that a silent observer can tick, with what it looks like at four levels. */
export interface Behaviour {
  text: string;
  /** Words that one would hear; empty where there are none to hear. */
  heard: string[];
  anchors: Anchors;
}

/** From 1, where it does not show yet, to 4. */
export type Anchors = [string, string, string, string];
