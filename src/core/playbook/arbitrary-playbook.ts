import fc from 'fast-check';
import { paragraphs, sentence } from '../text/arbitrary-text.ts';
import { frontMatterKeys } from './front-matter.ts';
import {
  coreRoles,
  feedbackForms,
  type Playbook,
  phases,
  type Step,
  type StepKind,
  stepKinds,
} from './playbook.ts';
import { isRole } from './role.ts';
import { stepLabels } from './step-pieces.ts';

/** For tests: any playbook that the text format can hold, the awkward ones included. Not every one makes sense to play. */
export function arbitraryPlaybook(): fc.Arbitrary<Playbook> {
  return fc
    .record(
      {
        title: sentence(120),
        summary: sentence(300),
        skill: slug,
        tags: fc.uniqueArray(slug, { maxLength: 3 }),
        people: fc
          .tuple(people, people)
          .map(([one, other]) => ({ min: Math.min(one, other), max: Math.max(one, other) })),
        difficulty: fc.constantFrom(1 as const, 2 as const, 3 as const),
        roles: fc.uniqueArray(role, { minLength: 1, maxLength: 6 }),
        author: sentence(120),
        version,
        parent: fc.record({ slug, version }),
        outcomes: sentences,
        purpose: paragraphs,
        whenToUse: sentences,
        whenNotToUse: sentences,
        ownRoles: fc.array(fc.record({ role, does: sentence() }), { maxLength: 2 }),
        steps: fc.uniqueArray(arbitraryStep(), { minLength: 1, maxLength: 8, selector: (step) => step.name }),
        prompts: fc.array(sentence(), { maxLength: 3 }),
        debrief: sentences,
        pitfalls: fc.array(fc.record({ pitfall: boldWords, rescue: sentence() }), {
          minLength: 1,
          maxLength: 3,
        }),
        checklist: sentences,
        templates: fc.array(fc.record({ name: sentence(80), text: paragraphs }), { maxLength: 2 }),
        variations: fc.array(fc.record({ name: boldWords, text: sentence() }), {
          minLength: 1,
          maxLength: 4,
        }),
        example: paragraphs,
        closing: paragraphs,
        origin: paragraphs,
      },
      { requiredKeys: [...frontMatterKeys.filter((key) => key !== 'parent'), ...bodyKeys] },
    )
    .map((playbook) => playbook as Playbook);
}

/** For tests: any step that the text format can hold, of the given kinds (all, if none is given), with the parts that its kind may have. */
export function arbitraryStep(...kinds: StepKind[]): fc.Arbitrary<Step> {
  return fc.constantFrom(...(kinds.length > 0 ? kinds : stepKinds)).chain((kind) => {
    const only = <Value>(allowed: StepKind[], value: fc.Arbitrary<Value>, otherwise: Value) =>
      allowed.includes(kind) ? value : fc.constant(otherwise);
    const step: fc.Arbitrary<Step> = fc.record({
      name: sentence(80),
      kind: fc.constant(kind),
      phase: fc.constantFrom(...phases),
      time: fc.record({
        per: fc.constantFrom('circle', 'turn', 'focus'),
        seconds: fc.integer({ min: 1, max: 3600 }),
      }),
      what: sentence().filter((text) => !stepLabels.some((label) => text.startsWith(`${label}:`))),
      does: fc.array(fc.record({ role, text: sentence() }), { maxLength: 3 }),
      prompts: fc.array(fc.record({ role, text: sentence() }), { maxLength: 3 }),
      behaviours: only(['drill', 'demonstrate'], fc.array(sentence(), { maxLength: 3 }), []),
      constraints: only(['drill'], fc.array(sentence(), { maxLength: 3 }), []),
      suggestions: only(['suggest'], fc.integer({ min: 1, max: 5 }), 1),
      form: only(['draft'], fc.option(fc.constantFrom(...feedbackForms), { nil: undefined }), undefined),
      scale: only(['scale', 'rating'], fc.option(scale, { nil: undefined }), undefined),
      challenge: fc.boolean(),
      keeps: fc.option(sentence(), { nil: undefined }),
    });
    return step.map(withoutUndefined);
  });
}

const bodyKeys = [
  ...([
    'purpose',
    'whenToUse',
    'whenNotToUse',
    'ownRoles',
    'steps',
    'prompts',
    'debrief',
    'pitfalls',
  ] as const),
  ...(['checklist', 'templates', 'variations', 'example', 'closing', 'origin'] as const),
];

const sentences = fc.array(sentence(), { minLength: 1, maxLength: 3 });
const boldWords = sentence(80).filter((text) => !text.includes('*') && !text.includes(':'));
const slug = fc.stringMatching(/^[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5}){0,2}$/);
const number = fc.integer({ min: 0, max: 20 });
const version = fc.tuple(number, number, number).map((parts) => parts.join('.'));
const people = fc.integer({ min: 2, max: 5 });
const role = fc.oneof(
  fc.constantFrom(...coreRoles, 'colleague', 'listener', 'zuhörer'),
  fc.stringMatching(/^[a-zé]{3,9}([ -][a-z]{2,6})?$/).filter((text) => isRole(text) && text !== 'everyone'),
);
const scale = fc
  .record({
    low: fc.integer({ min: 0, max: 1 }),
    lowLabel: sentence(80),
    high: fc.integer({ min: 3, max: 10 }),
    highLabel: sentence(80),
  })
  .filter(({ lowLabel }) => !lowLabel.includes(','));

/** A missing part is an absent key, as in what the parser gives. */
function withoutUndefined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;
}
