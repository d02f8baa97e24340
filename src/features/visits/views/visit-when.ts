import { dayText, timeText } from '#core/circles/day-text.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';

/** When a session is, by the reader's clock; its own words where no day is set. */
export function visitWhen(
  at: Date | null | undefined,
  { timeZone, now }: { timeZone: string; now: Date },
): string {
  if (!at) return m.visits_open_no_day();
  const reader = { locale: getLocale(), timeZone };
  return m.visits_when({ day: dayText(at, reader, now), time: timeText(at, reader) });
}
