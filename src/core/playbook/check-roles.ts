import type { ProblemList } from '../text/problem.ts';
import type { Places } from './places.ts';
import { coreRoles, type Playbook, type Role } from './playbook.ts';
import { roleLabel } from './role.ts';

/** Every role that acts is in the list of roles, and every role of the playbook's own is explained once. */
export function checkRoles(
  { playbook, places }: { playbook: Playbook; places: Places },
  problems: ProblemList,
): void {
  const listed = [...playbook.roles, 'everyone'];
  const known = (role: Role, line: number) => {
    if (listed.includes(role)) return;
    const message = 'This role is not in the list of roles at the top.';
    problems.add({ line, message, found: role, allowed: listed });
  };
  for (const [index, step] of playbook.steps.entries()) {
    const at = places.steps[index];
    for (const [place, { role }] of step.does.entries()) known(role, at?.does[place] ?? 1);
    for (const [place, { role }] of step.prompts.entries()) known(role, at?.prompts[place] ?? 1);
  }
  const explained = new Set<Role>();
  for (const [index, { role }] of playbook.ownRoles.entries()) {
    const line = places.ownRoles[index] ?? 1;
    if (isCore(role) || role === 'everyone') {
      problems.add({ line, message: 'Rondo explains this role itself.', found: role });
    } else known(role, line);
    if (explained.has(role)) problems.add({ line, message: 'This role is explained twice.', found: role });
    explained.add(role);
  }
  for (const role of playbook.roles.filter((each) => !isCore(each) && !explained.has(each))) {
    const line = places.sections.Roles ?? places.frontMatter.roles ?? 1;
    const message = `The role "${role}" is this playbook's own; "## Roles" says what it does: "- **${roleLabel(role)}**: ...".`;
    problems.add({ line, message });
  }
}

function isCore(role: Role): boolean {
  return coreRoles.some((core) => core === role);
}
