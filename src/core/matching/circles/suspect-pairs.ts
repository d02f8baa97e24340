import { type Read, shownTogether } from './attack-round.ts';
import { learnProfiles } from './learn-profiles.ts';
import { pairKey } from './secret-round.ts';

/** What is noted of each pair that was never shown together; each a number that may speak for or against a secret. */
export interface Suspects {
  keys: string[];
  /** A row for each pair, in the same order, each column with mean 0 and spread 1 in this round. */
  notes: number[][];
  /** How long the slowest answer took in which the two could have been brought together; 0 where there was none. */
  slow: number[];
}

/** How two people would suit each other, for somebody who reads everybody's profile. */
export type KnownFit = (one: string, other: string) => number;

/** Everything in what was read, but for time, that could tell a pair with a secret from one that was just never shown. */
export function suspectPairs(read: Read, known?: KnownFit): Suspects {
  const { ids, proposals, looks, areas } = read;
  const together = shownTogether(read);
  const profiles = learnProfiles(read);
  const areaOf = new Map((areas ?? [ids]).flatMap((area, at) => area.map((id) => [id, at] as const)));
  const tally = () => new Map<string, number>();
  const [refused, asked, slow] = [tally(), tally(), tally()];
  const gain = tally();
  const add = (to: Map<string, number>, key: string, amount = 1) => to.set(key, (to.get(key) ?? 0) + amount);
  for (const { person, circles, home, offered, took } of looks) {
    const open = new Set(offered.map(({ circle }) => circle));
    gain.set(person, Math.max(gain.get(person) ?? -1, ...offered.map((each) => each.gain)));
    for (const [at, circle] of circles.entries())
      for (const other of at === home ? [] : circle) {
        const key = pairKey(person, other);
        slow.set(key, Math.max(slow.get(key) ?? 0, took));
        // Somebody who lives elsewhere is never offered, so that says nothing.
        if (home >= 0 && areaOf.get(person) !== areaOf.get(other)) continue;
        add(asked, key);
        if (!open.has(at)) add(refused, key);
      }
  }
  const scores = proposals.map(
    ({ circles }) =>
      new Map(circles.flatMap(({ members, score }) => members.map((id) => [id, score] as const))),
  );
  const without = proposals.map(
    ({ unplaced }) => new Map(unplaced.map(({ person, reason }) => [person, reason.kind])),
  );
  const scoreOf = new Map(
    ids.map((id) => [id, scores.reduce((sum, each) => sum + (each.get(id) ?? 0), 0)] as const),
  );
  const noRoom = new Map(
    ids.map((id) => [id, without.filter((each) => each.get(id) === 'no-room-in-a-fitting-circle').length]),
  );
  const of = (map: ReadonlyMap<string, number>, key: string) => map.get(key) ?? 0;
  const [keys, notes, times]: [string[], number[][], number[]] = [[], [], []];
  for (const [at, a] of ids.entries())
    for (const b of ids.slice(at + 1)) {
      const key = pairKey(a, b);
      if (together.has(key)) continue;
      const near = areaOf.get(a) === areaOf.get(b) ? 1 : 0;
      const fit = profiles.fit(a, b);
      const knows = known?.(a, b) ?? 0;
      const bothOut = without.filter((each) => each.has(a) && each.has(b)).length;
      keys.push(key);
      times.push(of(slow, key));
      notes.push([
        of(refused, key),
        of(refused, key) / (1 + of(asked, key)),
        of(asked, key),
        near,
        fit,
        fit * near,
        fit * of(refused, key),
        of(scoreOf, a) + of(scoreOf, b),
        Math.abs(of(scoreOf, a) - of(scoreOf, b)),
        near * (of(scoreOf, a) + of(scoreOf, b)),
        of(gain, a) + of(gain, b),
        near * (of(gain, a) + of(gain, b)),
        bothOut,
        of(noRoom, a) + of(noRoom, b),
        knows,
        knows * near,
        knows * of(refused, key),
      ]);
    }
  return { keys, notes: standardised(notes), slow: times };
}

function standardised(notes: readonly number[][]): number[][] {
  const columns = notes[0]?.map((_, column) => {
    const mean = notes.reduce((sum, row) => sum + (row[column] as number), 0) / notes.length;
    const spread = notes.reduce((sum, row) => sum + ((row[column] as number) - mean) ** 2, 0) / notes.length;
    return { mean, scale: spread > 1e-12 ? 1 / Math.sqrt(spread) : 0 };
  });
  return notes.map((row) =>
    row.map((value, column) => (value - (columns?.[column]?.mean ?? 0)) * (columns?.[column]?.scale ?? 0)),
  );
}
