import { alphabetically } from '../text/alphabetically.ts';

/** What there is to go by for one skill, of one person, for that person's eyes. */
export interface SkillEvidence {
  skill: string;
  title: string;
  /** Stands among their wishes. */
  wanted: boolean;
  /** Their own reckoning by behaviour: 1 to 4, null where nothing was said. */
  said: readonly { behaviour: string; known: number | null; applied: number | null }[];
  /** What partners ticked or quoted in sessions; `behaviour` is missing where only words were heard. */
  seen: readonly { behaviour?: string }[];
  /** Answers that stakeholders gave. */
  told: number;
  measured: readonly Measure[];
}

/** A figure over time, oldest first. */
export interface Measure {
  name: string;
  unit: string;
  better: 'more' | 'less';
  values: readonly { on: string; value: number }[];
}

/** Why a skill may be worth choosing now, as facts that a sentence is made of. */
export type FocusReason =
  | { kind: 'knows-not-does'; behaviours: string[] }
  | { kind: 'wish' }
  | { kind: 'told'; count: number }
  | { kind: 'begun'; behaviour: string; times: number }
  | { kind: 'away'; name: string };

/** How many are put before somebody: more would be a list again. */
export const mostSuggested = 3;

/** What speaks for a skill; empty where nothing does. */
export function reasonsFor({ wanted, said, seen, told, measured }: SkillEvidence): FocusReason[] {
  const gaps = said
    .filter(({ known, applied }) => known !== null && applied !== null && known - applied >= 1)
    .map(({ behaviour }) => behaviour);
  const begun = mostSeen(seen);
  const away = measured.find((measure) => direction(measure) === 'away');
  return [
    ...(gaps.length > 0 ? [{ kind: 'knows-not-does' as const, behaviours: gaps }] : []),
    ...(told > 0 ? [{ kind: 'told' as const, count: told }] : []),
    ...(begun ? [{ kind: 'begun' as const, ...begun }] : []),
    ...(away ? [{ kind: 'away' as const, name: away.name }] : []),
    ...(wanted ? [{ kind: 'wish' as const }] : []),
  ];
}

/** Whether the newest value lies on the wished side of the first; `still` with fewer than two, or where they are alike. */
export function direction({ better, values }: Measure): 'towards' | 'away' | 'still' {
  const [first, last] = [values[0], values.at(-1)];
  if (!first || !last || first.value === last.value) return 'still';
  return last.value > first.value === (better === 'more') ? 'towards' : 'away';
}

/**
 * Up to three skills for which the most different things speak, for somebody to choose from; the one that they are at is
 * left out. It compares skills of one person, and never people.
 */
export function suggestFocus(
  all: readonly SkillEvidence[],
  { focus, locale }: { focus: string | null; locale: string },
): { skill: string; title: string; reasons: FocusReason[] }[] {
  const byTitle = alphabetically(locale, ({ title }: { title: string }) => title);
  return all
    .filter(({ skill }) => skill !== focus)
    .map((each) => ({ skill: each.skill, title: each.title, reasons: reasonsFor(each) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort(
      (one, other) =>
        other.reasons.length - one.reasons.length ||
        gapsOf(other.reasons) - gapsOf(one.reasons) ||
        byTitle(one, other),
    )
    .slice(0, mostSuggested);
}

function gapsOf(reasons: readonly FocusReason[]): number {
  const gap = reasons.find((reason) => reason.kind === 'knows-not-does');
  return gap?.kind === 'knows-not-does' ? gap.behaviours.length : 0;
}

/** The behaviour that others saw most often, with how often. */
export function mostSeen(
  seen: readonly { behaviour?: string }[],
): { behaviour: string; times: number } | undefined {
  const counted = new Map<string, number>();
  for (const { behaviour } of seen) if (behaviour) counted.set(behaviour, (counted.get(behaviour) ?? 0) + 1);
  const [most] = [...counted].sort(([, one], [, other]) => other - one);
  return most && { behaviour: most[0], times: most[1] };
}
