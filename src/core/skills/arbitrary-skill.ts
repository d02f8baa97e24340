import fc from 'fast-check';
import { paragraphs, sentence } from '../text/arbitrary-text.ts';
import { families, type Skill } from './skill.ts';

/** For tests: any skill that the text format can hold, the awkward ones included. Not every one passes the check. */
export function arbitrarySkill(): fc.Arbitrary<Skill> {
  const sentences = fc.array(sentence(), { minLength: 1, maxLength: 3 });
  const anchor = sentence();
  return fc.record({
    title: sentence(120),
    summary: sentence(300),
    family: fc.constantFrom(...families),
    modules: fc.uniqueArray(fc.constantFrom('sales', 'support', 'night shift', 'forschung'), {
      maxLength: 3,
    }),
    playbooks: fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}$/), {
      maxLength: 3,
    }),
    author: sentence(120),
    version: fc.tuple(number, number, number).map((parts) => parts.join('.')),
    what: paragraphs,
    whatNot: sentences,
    behaviours: fc.uniqueArray(
      fc.record({
        text: sentence(120),
        heard: fc.array(sentence(), { maxLength: 3 }),
        anchors: fc.tuple(anchor, anchor, anchor, anchor),
      }),
      { minLength: 1, maxLength: 8, selector: ({ text }) => text },
    ),
    moments: named,
    outcomes: named,
    beginnings: sentences,
    prompts: sentences,
    origin: paragraphs,
  });
}

const number = fc.integer({ min: 0, max: 20 });
const named = fc.uniqueArray(
  fc.record({
    name: sentence(80).filter((text) => !text.includes('*') && !text.includes(':')),
    text: sentence(),
  }),
  { minLength: 1, maxLength: 4, selector: ({ name }) => name },
);
