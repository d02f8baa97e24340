import { type AdaptRefusal, changeSteps, type StepChange } from './adapt-steps.ts';
import { parsePlaybook } from './parse.ts';
import { coreRoles, type Playbook, type Role, type Step } from './playbook.ts';
import { printPlaybook } from './print.ts';
import { sameValue } from './same-value.ts';

/** A circle's wishes for its own form of a playbook. */
export interface PlaybookChanges {
  /** Applied in this order, each to what the one before left. */
  steps: StepChange[];
  /** Slug of the playbook that is changed: the new form names it as parent. Leave it out to change one's own form again. */
  parent?: string;
  title?: string;
  author?: string;
}

export type AdaptedPlaybook = { ok: true; playbook: Playbook } | { ok: false; refusal: AdaptRefusal };

/**
 * The circle's own form of a playbook, with its parent credited and the middle number of the version raised. Anything
 * that can be written down is allowed, also what `checkPlaybook` would advise against: a playbook serves, it does not command.
 * Own roles that no step uses any more are left out. The given playbook stays as it is.
 */
export function adaptPlaybook(playbook: Playbook, changes: PlaybookChanges): AdaptedPlaybook {
  const { title = playbook.title, author = playbook.author } = changes;
  if (changes.steps.length === 0 && title === playbook.title && author === playbook.author) {
    return { ok: false, refusal: { reason: 'nothing-changed' } };
  }
  const changed = changeSteps({ steps: playbook.steps, roles: playbook.roles }, changes.steps);
  if (!changed.ok) return changed;
  const parent =
    changes.parent === undefined ? playbook.parent : { slug: changes.parent, version: playbook.version };
  const adapted = withoutIdleRoles(playbook.steps, {
    ...playbook,
    title,
    author,
    version: nextVersion(playbook.version),
    ...(parent ? { parent } : {}),
    steps: changed.steps,
  });
  // What people type may hold line breaks or marks that would read back as something else.
  const parsed = parsePlaybook(printPlaybook(adapted));
  if (!parsed.ok) return { ok: false, refusal: { reason: 'not-writable', problems: parsed.problems } };
  if (!sameValue(parsed.playbook, adapted))
    return { ok: false, refusal: { reason: 'not-writable', problems: [] } };
  return { ok: true, playbook: parsed.playbook };
}

function nextVersion(version: string): string {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return `${major}.${minor + 1}.0`;
}

/** A role stays if it acts, if it never did (the parent had its reasons), or if it is one that every circle has. */
function withoutIdleRoles(before: Step[], playbook: Playbook): Playbook {
  const acted = actingIn(before);
  const acts = actingIn(playbook.steps);
  const stays = (role: Role) => acts.has(role) || !acted.has(role) || coreRoles.some((core) => core === role);
  const roles = playbook.roles.filter(stays);
  // A text names at least one role; with none left the first stays on.
  if (roles.length === 0) roles.push(...playbook.roles.slice(0, 1));
  return {
    ...playbook,
    roles,
    ownRoles: playbook.ownRoles.filter(({ role }) => stays(role) || roles.includes(role)),
  };
}

function actingIn(steps: Step[]): Set<Role> {
  return new Set(steps.flatMap((step) => [...step.does, ...step.prompts].map((each) => each.role)));
}
