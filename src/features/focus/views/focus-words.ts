import {
  direction,
  type FocusReason,
  type Measure,
  mostSeen,
  type SkillEvidence,
} from '#core/focus/evidence.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';

/** Why a skill may be worth choosing, as a sentence. */
export function reasonSentence(reason: FocusReason): string {
  switch (reason.kind) {
    case 'wish':
      return m.focus_reason_wish();
    case 'knows-not-does':
      return m.focus_reason_gap({ behaviours: listed(reason.behaviours) });
    case 'told':
      return reason.count === 1
        ? m.focus_reason_told_one()
        : m.focus_reason_told_many({ count: reason.count });
    case 'begun':
      return reason.times === 1
        ? m.focus_reason_begun_one({ behaviour: quoted(reason.behaviour) })
        : m.focus_reason_begun_many({ behaviour: quoted(reason.behaviour), times: reason.times });
    case 'away':
      return m.focus_reason_away({ name: reason.name });
  }
}

/** What somebody says of themselves at a skill, in one sentence. */
export function saidSentence({ said }: SkillEvidence): string {
  if (said.length === 0) return m.focus_said_none();
  const gaps = said.filter(({ known, applied }) => known !== null && applied !== null && known > applied);
  if (gaps.length > 0)
    return m.focus_said_gap({ behaviours: listed(gaps.map(({ behaviour }) => behaviour)) });
  return said.length === 1 ? m.focus_said_count_one() : m.focus_said_count_many({ count: said.length });
}

/** What partners noted, in one sentence. */
export function seenSentence({ seen }: SkillEvidence): string {
  if (seen.length === 0) return m.focus_seen_none();
  const most = mostSeen(seen);
  if (!most) return m.focus_seen_words({ times: seen.length });
  const behaviour = quoted(most.behaviour);
  return seen.length === 1
    ? m.focus_seen_one({ behaviour })
    : m.focus_seen_many({ times: seen.length, behaviour });
}

/** What stakeholders answered, in one sentence. */
export function toldSentence({ told }: SkillEvidence): string {
  if (told === 0) return m.focus_told_none();
  return told === 1 ? m.focus_told_one() : m.focus_told_many({ count: told });
}

/** Where a figure began, where it stands, and whether that is the wished way. */
export function measuredSentence(measure: Measure): string {
  const { name, unit, values } = measure;
  const [first, last] = [values[0], values.at(-1)];
  if (!first || !last) return m.focus_measured_line_empty({ name });
  if (values.length === 1) return m.focus_measured_line_one({ name, last: valueText(last.value, unit) });
  const ways = { towards: m.focus_towards, away: m.focus_away, still: m.focus_still };
  return m.focus_measured_line({
    name,
    first: valueText(first.value, ''),
    last: valueText(last.value, unit),
    direction: ways[direction(measure)](),
  });
}

/** A number as people here write it, with its unit. */
export function valueText(value: number, unit: string): string {
  const written = new Intl.NumberFormat(getLocale(), { maximumFractionDigits: 2 }).format(value);
  return unit ? m.focus_with_unit({ value: written, unit }) : written;
}

function quoted(behaviour: string): string {
  return `“${behaviour}”`;
}

function listed(behaviours: readonly string[]): string {
  return new Intl.ListFormat(getLocale(), { type: 'conjunction' }).format(behaviours.slice(0, 3).map(quoted));
}
