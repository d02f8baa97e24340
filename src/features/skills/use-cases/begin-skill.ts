import { printSkill } from '#core/skills/print.ts';
import type { Skill } from '#core/skills/skill.ts';
import { m } from '#messages';

/** A text to begin with, in the person's name: every part of the form, with gaps to fill in. */
export function blankSkill(author: string): string {
  const gap = m.skills_blank_gap();
  const behaviour = (number: number): Skill['behaviours'][number] => ({
    text: m.skills_blank_behaviour({ number }),
    heard: number === 1 ? [m.skills_blank_heard()] : [],
    anchors: [
      m.skills_blank_anchor_1(),
      m.skills_blank_anchor_2(),
      m.skills_blank_anchor_3(),
      m.skills_blank_anchor_4(),
    ],
  });
  return printSkill({
    title: m.skills_blank_title(),
    summary: m.skills_blank_summary(),
    family: 'soft',
    modules: [],
    playbooks: ['live-drill'],
    author,
    version: '1.0.0',
    what: m.skills_blank_what(),
    whatNot: [m.skills_blank_what_not()],
    behaviours: [1, 2, 3, 4].map(behaviour),
    moments: [{ name: m.skills_blank_moment(), text: gap }],
    outcomes: [{ name: m.skills_blank_outcome(), text: gap }],
    beginnings: [m.skills_blank_beginning()],
    prompts: [m.skills_blank_prompt_1(), m.skills_blank_prompt_2(), m.skills_blank_prompt_3()],
    origin: m.skills_blank_origin(),
  });
}
