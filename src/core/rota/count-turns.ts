import { type RotaTotal, type RotaTurn, sharesOfATurn } from './rota.ts';

/** What turns come to, as the database counts them while they are written: for a past that is told at once. */
export function countTurns(turns: RotaTurn[]): RotaTotal[] {
  const sessions = Map.groupBy(turns, ({ session }) => session);
  const everybody = [...new Set(turns.map(({ person }) => person))];
  return [
    ...addUp(null, [...sessions.values()]),
    ...everybody.flatMap((person) =>
      addUp(
        person,
        [...sessions.values()].filter((held) => held.some((turn) => turn.person === person)),
      ),
    ),
  ];
}

function addUp(person: string | null, sessions: RotaTurn[][]): RotaTotal[] {
  const totals = new Map<string, RotaTotal>();
  for (const held of sessions) {
    const people = new Set(held.map((turn) => turn.person)).size;
    for (const [role, turns] of Map.groupBy(held, (turn) => turn.role)) {
      const total = totals.get(role) ?? { person, role, turns: 0, share: 0 };
      total.turns += turns.filter((turn) => person === null || turn.person === person).length;
      total.share += Math.floor((turns.length * sharesOfATurn) / people);
      totals.set(role, total);
    }
  }
  return [...totals.values()];
}
