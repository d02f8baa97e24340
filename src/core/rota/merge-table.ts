import { coreRoles, type Role } from '../playbook/playbook.ts';

/** A row of the table: whoever has `into` also carries `role`. `own` is a playbook's own role, such as `colleague`. */
interface Merge {
  role: Role | 'own';
  into: Role | 'own';
}

/**
 * When people are fewer than roles, roles are carried together, one row after another, until everybody has one. The focus
 * owner is spared as long as anything else can be joined: who practises should do nothing else.
 *
 * | people | facilitator, focus owner, colleague, note-catcher, observer become |
 * |---|---|
 * | 4 | facilitator + note-catcher · focus owner · colleague · observer |
 * | 3 | focus owner · colleague · observer + facilitator + note-catcher |
 * | 2 | focus owner · colleague + facilitator + note-catcher; nobody observes, the partner writes down afterwards |
 */
export const mergeTable: Merge[] = [
  { role: 'note-catcher', into: 'facilitator' },
  { role: 'own', into: 'own' },
  { role: 'facilitator', into: 'observer' },
  { role: 'note-catcher', into: 'observer' },
  { role: 'observer', into: 'own' },
  { role: 'facilitator', into: 'own' },
  { role: 'note-catcher', into: 'own' },
  { role: 'observer', into: 'note-catcher' },
  { role: 'facilitator', into: 'focus owner' },
  { role: 'note-catcher', into: 'focus owner' },
  { role: 'own', into: 'focus owner' },
];

/** One bundle of roles for each person; people beyond the roles observe. */
export function mergeRoles(wanted: Role[], people: number): Role[][] {
  const pairWithoutObserver = people === 2 && wanted.length > 2;
  const roles = [...new Set(wanted)].filter((role) => !(pairWithoutObserver && role === 'observer'));
  let bundles: Role[][] = roles.map((role) => [role]);
  while (bundles.length > people) bundles = mergeOnce(bundles);
  while (bundles.length < people) bundles.push(['observer']);
  return bundles;
}

function mergeOnce(bundles: Role[][]): Role[][] {
  for (const { role, into } of mergeTable) {
    const to = bundles.findIndex((bundle) => leads(bundle, into));
    const from = bundles.findLastIndex((bundle, index) => index !== to && leads(bundle, role));
    if (to >= 0 && from >= 0) return joined(bundles, { from, to });
  }
  return joined(bundles, { from: bundles.length - 1, to: bundles.length - 2 });
}

function leads(bundle: Role[], role: Role | 'own'): boolean {
  const [first] = bundle;
  return role === 'own' ? !coreRoles.some((each) => each === first) : first === role;
}

function joined(bundles: Role[][], { from, to }: { from: number; to: number }): Role[][] {
  const carried = bundles[from] ?? [];
  return bundles
    .map((bundle, index) => (index === to ? [...bundle, ...carried] : bundle))
    .filter((_, index) => index !== from);
}
