import { namesText } from '#core/circles/names-text.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { Dial } from '../use-cases/read-dial.ts';
import type { DialRefusal } from '../use-cases/set-dial.ts';

/** Who can read something now, in a sentence; a recording is `opened`. */
export function whoReads(
  { audience, readers, circle }: Pick<Dial, 'audience' | 'readers' | 'circle'>,
  { opened = false }: { opened?: boolean } = {},
): string {
  if (audience === 'aggregate') return m.sharing_now_aggregate();
  if (audience === 'story') return m.sharing_now_story();
  const [partner, all] = opened
    ? [m.sharing_open_partner, m.sharing_open_circle]
    : [m.sharing_now_partner, m.sharing_now_circle];
  if (audience === 'partner') return partner({ name: readers[0] ?? '' });
  if (audience !== 'circle') return m.sharing_now_me();
  if (readers.length === 0) return m.sharing_now_circle_nobody({ circle: circle ?? '' });
  return all({ names: namesText(readers, getLocale()), circle: circle ?? '' });
}

const refusals: Record<DialRefusal, () => string> = {
  'not-allowed': m.sharing_problem_not_allowed,
  'not-with-you': m.sharing_problem_not_with_you,
  'turned-elsewhere': m.sharing_problem_elsewhere,
};

export function dialRefusal(reason: DialRefusal): string {
  return refusals[reason]();
}

/** How long something is kept: in years where it is whole ones. */
export function monthsText(months: number): string {
  const [unit, value] = months % 12 === 0 ? (['year', months / 12] as const) : (['month', months] as const);
  return new Intl.NumberFormat(getLocale(), { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
