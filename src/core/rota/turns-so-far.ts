import type { Role } from '../playbook/playbook.ts';
import { type RotaTotal, sharesOfATurn } from './rota.ts';

/**
 * How many turns somebody had in a role. A session that they missed, or that was before their time, counts as the average of
 * those who came: turns of that role divided by the people who were there.
 */
export function turnsSoFar(totals: RotaTotal[]): (person: string, role: Role) => number {
  const byKey = new Map(totals.map((total) => [keyOf(total.person, total.role), total]));
  return (person, role) => {
    const own = byKey.get(keyOf(person, role));
    const missed = (byKey.get(keyOf(null, role))?.share ?? 0) - (own?.share ?? 0);
    // Whole numbers until here, so that equals are equal.
    return ((own?.turns ?? 0) * sharesOfATurn + missed) / sharesOfATurn;
  };
}

function keyOf(person: string | null, role: Role): string {
  return `${person}\n${role}`;
}
