import type { Role } from '../playbook/playbook.ts';
import { mergeRoles } from './merge-table.ts';
import type { RotaTotal } from './rota.ts';
import { turnsSoFar } from './turns-so-far.ts';

/** Roles that lead; nobody gets them in their first session while somebody else can take them. */
export const leadingRoles: Role[] = ['facilitator', 'focus owner'];

/**
 * Who takes which role now. Everybody gets at least one; every wanted role is held, except the observer's with two people.
 *
 * The rule: a role goes to those who had it least, and a session that somebody missed counts for them as the share that
 * those who came had on average, so that absence is neither rewarded nor made up for. Over sessions that all attend, nobody
 * is ever more than one turn ahead of another in any role. Ties go by seat order.
 *
 * @param people in seat order, two or more (one is given everything)
 * @param totals what earlier sessions come to, in any order
 */
export function assignRoles({
  people,
  newcomers,
  wanted,
  totals,
}: {
  people: string[];
  newcomers: string[];
  wanted: Role[];
  totals: RotaTotal[];
}): Record<string, Role[]> {
  if (people.length === 0) return {};
  const bundles = mergeRoles(wanted, people.length);
  const turns = turnsSoFar(totals);
  const costs = people.map((person) =>
    bundles.map((bundle) => costOf(bundle, { person, newcomers, bundles, turns })),
  );
  const cheapest = cheapestAssignment(costs);
  return Object.fromEntries(
    people.map((person, at) => [person, bundles[cheapest[at] ?? at] ?? ['observer']]),
  );
}

/** Small enough that no sum of them outweighs a whole turn. */
const between = 1e-5;

/** Above any sum of squared turns: breaking this rule is the last resort. */
const never = 1e9;

/**
 * Squares keep one large gap from hiding behind many small ones. With several observers at once, a round of the rota gives
 * each person that many observer turns, so these are counted by the round first and one by one only between equals.
 */
function costOf(
  bundle: Role[],
  {
    person,
    newcomers,
    bundles,
    turns,
  }: {
    person: string;
    newcomers: string[];
    bundles: Role[][];
    turns: (person: string, role: Role) => number;
  },
): number {
  const [lead = 'observer'] = bundle;
  const alike = bundles.filter(([first]) => first === lead).length;
  const had = turns(person, lead) / alike;
  const rounds = alike > 1 ? Math.floor(had + 1e-9) : had;
  const leads = newcomers.includes(person) && bundle.some((role) => leadingRoles.includes(role));
  return rounds * rounds + (alike > 1 ? had * had * between : 0) + (leads ? never : 0);
}

/** Tries every order: at most 120 for a circle of five. `costs[person][bundle]`; answers the bundle of each person. */
function cheapestAssignment(costs: number[][]): number[] {
  let best: { cost: number; order: number[] } = { cost: Number.POSITIVE_INFINITY, order: [] };
  const place = (order: number[], cost: number) => {
    if (cost >= best.cost) return;
    const row = costs[order.length];
    if (!row) {
      best = { cost, order };
      return;
    }
    row.forEach((price, bundle) => {
      if (!order.includes(bundle)) place([...order, bundle], cost + price);
    });
  };
  place([], 0);
  return best.order;
}
