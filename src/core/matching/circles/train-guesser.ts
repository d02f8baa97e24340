import type { Suspects } from './suspect-pairs.ts';

/** How much somebody suspects a pair, from what is noted of it; only the order counts. */
export type Guesser = (notes: readonly number[]) => number;

/**
 * Learns from rounds whose secrets are known how they show, as somebody could who makes up rounds of their own and matches
 * them: logistic regression, in which all secrets together weigh as much as all other pairs.
 */
export function trainGuesser(
  rounds: readonly { suspects: Suspects; secret: ReadonlySet<string> }[],
): Guesser {
  const rows = rounds.flatMap(({ suspects, secret }) =>
    suspects.keys.map((key, at) => ({ notes: suspects.notes[at] as number[], held: secret.has(key) })),
  );
  const held = rows.filter((row) => row.held).length;
  const weight = { held: 0.5 / Math.max(1, held), free: 0.5 / Math.max(1, rows.length - held) };
  const width = rows[0]?.notes.length ?? 0;
  const slopes = new Array<number>(width).fill(0);
  const guess: Guesser = (notes) =>
    notes.reduce((sum, note, column) => sum + note * (slopes[column] as number), 0);
  for (let step = 0; step < steps; step++) {
    const pull = slopes.map((slope) => -restraint * slope);
    for (const { notes, held } of rows) {
      const error = (held ? 1 : 0) - 1 / (1 + Math.exp(-guess(notes)));
      const amount = error * (held ? weight.held : weight.free);
      for (let column = 0; column < width; column++)
        pull[column] = (pull[column] as number) + amount * (notes[column] as number);
    }
    for (let column = 0; column < width; column++)
      slopes[column] = (slopes[column] as number) + pace * (pull[column] as number);
  }
  return guess;
}

const [steps, pace, restraint] = [200, 0.3, 0.01];

/** The chance that a pair with a secret is suspected more than one without; ties count a half. */
export function auc(suspicion: ReadonlyMap<string, number>, secret: ReadonlySet<string>): number {
  const sorted = [...suspicion].sort((a, b) => a[1] - b[1]);
  let [below, wins, secrets] = [0, 0, 0];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (end < sorted.length && sorted[end]?.[1] === sorted[at]?.[1]) end++;
    const tied = sorted.slice(at, end);
    const held = tied.filter(([key]) => secret.has(key)).length;
    wins += held * (below + (tied.length - held) / 2);
    below += tied.length - held;
    secrets += held;
    at = end;
  }
  return wins / (secrets * (suspicion.size - secrets));
}
