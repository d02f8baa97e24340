import type { Role } from '../playbook/playbook.ts';
import type { RotaTurn } from './rota.ts';

/**
 * How many turns each of these people had in a role. A session that somebody missed, or that was before their time, counts
 * as the average of those who came: turns of that role divided by the people who were there.
 */
export function turnsSoFar(people: string[], history: RotaTurn[]): (person: string, role: Role) => number {
  const numbers = [...new Set(history.map(({ session }) => session))];
  const sessions = numbers.map((number) => {
    const turns = history.filter(({ session }) => session === number);
    return { turns, attended: new Set(turns.map(({ person }) => person)) };
  });
  const counted = new Map<string, number>();
  for (const person of people) {
    for (const { turns, attended } of sessions) {
      const came = attended.has(person);
      const share = came ? 1 : 1 / attended.size;
      for (const turn of turns) {
        if (came && turn.person !== person) continue;
        const key = keyOf(person, turn.role);
        counted.set(key, (counted.get(key) ?? 0) + share);
      }
    }
  }
  return (person, role) => counted.get(keyOf(person, role)) ?? 0;
}

function keyOf(person: string, role: Role): string {
  return `${person}\n${role}`;
}
