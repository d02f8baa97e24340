import { dayText, type Reader, timeText } from '#core/circles/day-text.ts';
import { localDay } from '#core/circles/local-day.ts';
import type { NudgeKind } from '#core/nudges/kind.ts';
import { m } from '#messages';

/** Where, and at what moment, somebody reads a time. */
export interface ReadAt extends Reader {
  now: Date;
}

/** What a kind is called, and when it comes. */
export function kindWords(kind: NudgeKind): { label: string; hint: string } {
  switch (kind) {
    case 'before-moment':
      return { label: m.nudges_kind_before(), hint: m.nudges_kind_before_hint() };
    case 'after-moment':
      return { label: m.nudges_kind_after(), hint: m.nudges_kind_after_hint() };
    case 'session-tomorrow':
      return { label: m.nudges_kind_session(), hint: m.nudges_kind_session_hint() };
    case 'request-waiting':
      return { label: m.nudges_kind_request(), hint: m.nudges_kind_request_hint() };
    case 'practice-due':
      return { label: m.nudges_kind_practice(), hint: m.nudges_kind_practice_hint() };
    case 'quiet-card':
      return { label: m.nudges_kind_quiet(), hint: m.nudges_kind_quiet_hint() };
  }
}

/** When something is or was, inside a sentence: "today at 09:00", "Thursday 26 November at 09:00". */
export function whenWords(at: number, reader: ReadAt): string {
  const time = timeText(new Date(at), reader);
  switch (daysAway(at, reader)) {
    case 0:
      return m.nudges_when_today({ time });
    case 1:
      return m.nudges_when_tomorrow({ time });
    case -1:
      return m.nudges_when_yesterday({ time });
    default:
      return m.nudges_when_day({ day: dayText(new Date(at), reader, reader.now), time });
  }
}

/** A sentence's first letter as a sentence begins. */
export function begun(text: string, locale: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}

/** By the calendar: a day on which clocks change is not 24 hours long. */
function daysAway(at: number, { now, timeZone }: ReadAt): number {
  const day = (instant: Date) => Date.parse(`${localDay(instant, timeZone)}T00:00:00Z`);
  return Math.round((day(new Date(at)) - day(now)) / 86_400_000);
}
