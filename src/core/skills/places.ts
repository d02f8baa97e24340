import type { FrontMatterKey } from './front-matter.ts';
import type { SectionName } from './section-names.ts';

/** On which line of its text each part of a skill stands, so that later checks can point at it. */
export interface Places {
  frontMatter: Partial<Record<FrontMatterKey, number>>;
  /** The items of the list `playbooks`. */
  playbooks: number[];
  sections: Partial<Record<SectionName, number>>;
  behaviours: BehaviourPlaces[];
}

/** The lines of a behaviour's heading and of its four anchors. */
export interface BehaviourPlaces {
  line: number;
  anchors: number[];
}
