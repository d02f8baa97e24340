import type { Family, Skill } from '#core/skills/skill.ts';
import { findShippedPlaybook } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import { renderMarkdown, type SanitisedHtml } from '#ui/markdown.server.ts';
import { type Rendered, renderSentence } from '#ui/sentence.server.ts';

/** A skill made ready to be read: plain JSON with every text of a person already made safe. */
export interface SkillReading {
  title: string;
  summary: Rendered;
  family: Family;
  modules: string[];
  author: string;
  version: string;
  what: SanitisedHtml;
  whatNot: Rendered[];
  behaviours: { text: string; heard: Rendered[]; anchors: Rendered[] }[];
  moments: { name: string; text: Rendered }[];
  outcomes: { name: string; text: Rendered }[];
  beginnings: Rendered[];
  prompts: Rendered[];
  origin: SanitisedHtml;
  playbooks: {
    slug: string;
    title: string;
    summary: string;
    totals: { people: number; seconds: number }[];
  }[];
}

const read = new WeakMap<Skill, SkillReading>();

/** Shipped skills are rendered once in the life of the process. */
export function readSkill(skill: Skill): SkillReading {
  const known = read.get(skill);
  if (known) return known;
  const reading = render(skill);
  read.set(skill, reading);
  return reading;
}

function render(skill: Skill): SkillReading {
  const { title, family, modules, author, version } = skill;
  const named = ({ name, text }: { name: string; text: string }) => ({ name, text: renderSentence(text) });
  return {
    title,
    family,
    modules,
    author,
    version,
    summary: renderSentence(skill.summary),
    what: renderMarkdown(skill.what, 3),
    whatNot: skill.whatNot.map(renderSentence),
    behaviours: skill.behaviours.map(({ text, heard, anchors }) => ({
      text,
      heard: heard.map(renderSentence),
      anchors: anchors.map(renderSentence),
    })),
    moments: skill.moments.map(named),
    outcomes: skill.outcomes.map(named),
    beginnings: skill.beginnings.map(renderSentence),
    prompts: skill.prompts.map(renderSentence),
    origin: renderMarkdown(skill.origin, 3),
    playbooks: skill.playbooks.flatMap((slug) => {
      const entry = findShippedPlaybook(slug)?.entry;
      return entry ? [{ slug, title: entry.title, summary: entry.summary, totals: entry.totals }] : [];
    }),
  };
}
