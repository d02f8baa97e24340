import { dayText, timeText } from '#core/circles/day-text.ts';
import { namesText } from '#core/circles/names-text.ts';
import type { Cadence } from '#core/matching/cadence.ts';
import type {
  CircleFact,
  MatchedCircle,
  PublicParts,
  UnplacedReason,
} from '#core/matching/circles/matching-result.ts';
import { hourSpans } from '#core/matching/common-hours.ts';
import type { Repeats } from '#core/matching/repeats.ts';
import { weighedParts } from '#core/matching/round-wishes.ts';
import { dateFormat, spoken } from '#core/time/date-format.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { OwnPlace } from '../store/circles.ts';

/** What the sentences about circles are made with. */
export interface Naming {
  /** A person's id -> how they are called. */
  nameOf: (id: string) => string;
  /** A skill's slug -> its title. */
  skillOf: (slug: string) => string;
  /** Of two people one says "both", and "everybody" of more. */
  pair: boolean;
}

/** One fact about a circle, as all its members may read it. */
export function factText(fact: CircleFact, { nameOf, skillOf, pair }: Naming): string {
  const named = (people: readonly string[]) => namesText(people.map(nameOf), getLocale());
  switch (fact.kind) {
    case 'helps':
      return m.matching_fact_helps({
        helper: nameOf(fact.helper),
        person: nameOf(fact.person),
        skill: skillOf(fact.skill),
      });
    case 'common-hours':
      // Who painted no energy is taken to be as good at any hour, so that all of it says nothing.
      return fact.prime > 0 && fact.prime < fact.halfHours
        ? (pair ? m.matching_fact_hours_prime_pair : m.matching_fact_hours_prime)({
            hours: hoursText(fact.halfHours),
            prime: hoursText(fact.prime),
          })
        : (pair ? m.matching_fact_hours_pair : m.matching_fact_hours)({ hours: hoursText(fact.halfHours) });
    case 'language':
      return (pair ? m.matching_fact_language_pair : m.matching_fact_language)({
        languages: languagesText(fact.languages),
      });
    case 'departments':
      return m.matching_fact_departments({ departments: namesText(fact.departments, getLocale()) });
    case 'same-department':
      return m.matching_fact_same_department({ people: named(fact.people), department: fact.department });
    case 'same-moment':
      return m.matching_fact_same_moment({ people: named(fact.people), moment: fact.moment });
    case 'alike-seniority':
      return m.matching_fact_alike({ people: named(fact.people) });
    case 'all-new-to-each-other':
      return pair ? m.matching_fact_new_pair() : m.matching_fact_new();
    case 'met-before':
      return fact.roundsAgo === 1
        ? m.matching_fact_met_last({ people: named(fact.people) })
        : m.matching_fact_met({ people: named(fact.people) });
  }
}

/**
 * Common half-hours as stretches on the reader's clock, so many of them, and how many more there are; in the week of `monday`
 * where the circle does not say of which week they are.
 */
export function spansText(
  { commonHours, weeks }: Pick<MatchedCircle, 'commonHours' | 'weeks'>,
  { monday, zone, shown }: { monday: number; zone: string; shown: number },
): { lines: string[]; more: number } {
  const when = dateFormat(getLocale(), {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  });
  const spans = hourSpans(commonHours, weeks?.reckoned ?? monday);
  return {
    lines: spans.slice(0, shown).map(({ start, end }) => when.formatRange(start, end)),
    more: Math.max(0, spans.length - shown),
  };
}

/** What stands below common hours where clocks change apart on the way: which week they hold in. Else they hold in each. */
export function weekTexts(
  { described: { weeks }, clocksDrift }: Pick<OwnPlace, 'described' | 'clocksDrift'>,
  now: Date,
): string[] {
  if (!weeks || !clocksDrift) return [];
  const day = dayText(new Date(weeks.reckoned), { locale: getLocale(), timeZone: 'UTC' }, now);
  return [m.matching_own_when_week({ day }), m.matching_own_when_clocks()];
}

/** Why somebody has no circle; only from what is public. */
export function reasonText(reason: UnplacedReason): string {
  switch (reason.kind) {
    case 'no-common-language':
      return m.matching_reason_language({ languages: languagesText(reason.languages) });
    case 'too-few-common-hours':
      return m.matching_reason_hours({ needed: hoursText(reason.needed), most: hoursText(reason.most) });
    case 'too-few-people':
      return m.matching_reason_people();
    case 'no-room-in-a-fitting-circle':
      return m.matching_reason_room();
  }
}

/** One part of a score, by name. */
export function partText(part: keyof PublicParts): string {
  const names: Record<keyof PublicParts, () => string> = {
    stretch: m.matching_part_stretch,
    ground: m.matching_part_ground,
    diversity: m.matching_part_diversity,
    hours: m.matching_part_hours,
    freshness: m.matching_part_freshness,
  };
  return names[part]();
}

/** The parts of a score for #ui/Shares: 0 to 1 as a bar, and in words. Help is left out where nobody wishes for any. */
export function partBars({ parts, wished }: { parts: PublicParts; wished: boolean }) {
  return weighedParts
    .filter((part) => part !== 'stretch' || wished)
    .map((part) => ({ id: part, name: partText(part), amount: parts[part], text: amountText(parts[part]) }));
}

/** How often circles meet. */
export function cadenceText(cadence: Cadence): string {
  const words: Record<Cadence, () => string> = {
    weekly: m.matching_cadence_weekly,
    fortnightly: m.matching_cadence_fortnightly,
    monthly: m.matching_cadence_monthly,
  };
  return words[cadence]();
}

/** How often a round comes again. */
export function repeatsText(repeats: Repeats): string {
  const words: Record<Repeats, () => string> = {
    never: m.matching_repeats_never,
    monthly: m.matching_repeats_monthly,
    quarterly: m.matching_repeats_quarterly,
  };
  return words[repeats]();
}

/** A day and a time as clocks show them where the reader is. */
export function momentText(at: Date, { zone, now }: { zone: string; now: Date }): string {
  const reader = { locale: getLocale(), timeZone: zone };
  return m.matching_moment({ day: dayText(at, reader, now), time: timeText(at, reader) });
}

/** 0 to 1 in words. */
export function amountText(share: number): string {
  const words = [
    m.matching_amount_0,
    m.matching_amount_1,
    m.matching_amount_2,
    m.matching_amount_3,
    m.matching_amount_4,
  ];
  return (words[Math.round(Math.max(0, Math.min(1, share)) * 4)] ?? m.matching_amount_0)();
}

/** Half-hours as one says them. */
export function hoursText(halfHours: number): string {
  if (halfHours === 1) return m.matching_hours_half();
  if (halfHours === 2) return m.matching_hours_one();
  return m.matching_hours_many({ count: new Intl.NumberFormat(spoken(getLocale())).format(halfHours / 2) });
}

function languagesText(tags: readonly string[]): string {
  const names = new Intl.DisplayNames([spoken(getLocale())], { type: 'language', fallback: 'code' });
  const said = tags.map((tag) => names.of(tag) ?? tag);
  return new Intl.ListFormat(spoken(getLocale()), { type: 'disjunction' }).format(said);
}
