import type { Playbook, Step, StepKind } from './playbook.ts';

/** How a circle's first session begins, with the seconds that each part may take there. */
const opening: { kind: StepKind; seconds: number }[] = [
  { kind: 'strengths', seconds: 30 },
  { kind: 'intentions', seconds: 30 },
  { kind: 'consent', seconds: 120 },
];

/**
 * The playbook as a circle plays it in its first session: strengths, intentions and consent come first, taken from
 * `source` (the strengths scan) and shortened. Steps that the playbook has already stay where they are.
 */
export function openGently(playbook: Playbook, source: Playbook): Playbook {
  const added = opening.flatMap(({ kind, seconds }): Step[] => {
    if (playbook.steps.some((step) => step.kind === kind)) return [];
    const step = source.steps.find((each) => each.kind === kind);
    if (!step || playbook.steps.some(({ name }) => name === step.name)) return [];
    return [{ ...step, time: { ...step.time, seconds } }];
  });
  const used = added.flatMap((step) => [...step.does, ...step.prompts].map(({ role }) => role));
  const missing = source.roles.filter((role) => used.includes(role) && !playbook.roles.includes(role));
  const ownRoles = source.ownRoles.filter(({ role }) => missing.includes(role));
  return {
    ...playbook,
    steps: [...added, ...playbook.steps],
    roles: [...playbook.roles, ...missing],
    ownRoles: [...playbook.ownRoles, ...ownRoles],
  };
}
