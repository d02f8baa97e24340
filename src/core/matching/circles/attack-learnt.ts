import { type Read, shownTogether } from './attack-round.ts';
import type { Suspects } from './suspect-pairs.ts';
import { auc, type Guesser } from './train-guesser.ts';

/** One attack: what was read, what is noted of it, and what nobody was to learn. */
export interface Attack {
  read: Read;
  suspects: Suspects;
  secret: ReadonlySet<string>;
}

/** How much is learnt, each as an AUC: a half is nothing. */
export interface Learnt {
  /** Of everything, by the guesser, or by who says only that those who were shown together have no secret. */
  altogether: number;
  /** Of pairs that were never shown together. */
  apart: number;
  /** From the circles of the first proposal alone. */
  atFirst: number;
}

export function learntFrom({ read, suspects, secret }: Attack, guess: Guesser): Learnt {
  const { keys, notes } = suspects;
  const never = (suspicion: (at: number) => number) => keys.map((key, at) => [key, suspicion(at)] as const);
  const cleared = [...shownTogether(read)].map((key) => [key, Number.NEGATIVE_INFINITY] as const);
  const apart = never((at) => guess(notes[at] as number[]));
  const ruledOut = new Map([...cleared, ...never(() => 0)]);
  const first = shownTogether({ proposals: read.proposals.slice(0, 1), looks: [] });
  return {
    altogether: Math.max(auc(new Map([...cleared, ...apart]), secret), auc(ruledOut, secret)),
    apart: auc(new Map(apart), secret),
    atFirst: auc(new Map([...ruledOut.keys()].map((key) => [key, first.has(key) ? -1 : 0])), secret),
  };
}

export function meanLearnt(found: readonly Learnt[]): Learnt {
  const of = (name: keyof Learnt) => found.reduce((sum, each) => sum + each[name], 0) / found.length;
  return { altogether: of('altogether'), apart: of('apart'), atFirst: of('atFirst') };
}

/** From time alone, over pairs never shown together in any of the rounds, and how far chance moves such a number. */
export function learntFromTime(rounds: readonly Pick<Attack, 'suspects' | 'secret'>[]): {
  auc: number;
  chance: number;
} {
  const all = new Map<string, number>();
  const secrets = new Set<string>();
  for (const [at, { suspects, secret }] of rounds.entries())
    for (const [index, key] of suspects.keys.entries()) {
      all.set(`${at} ${key}`, suspects.slow[index] as number);
      if (secret.has(key)) secrets.add(`${at} ${key}`);
    }
  return { auc: auc(all, secrets), chance: Math.sqrt(1 / (12 * secrets.size)) };
}
