import { Temporal } from 'temporal-polyfill';
import { isTimeZone } from '#core/people/time-zone.ts';
import { dateFormat } from '#core/time/date-format.ts';
import { getLocale } from '#messages/runtime.js';

/** What is written on a wall clock and a calendar somewhere: `2026-11-24`, `10:30`, `Europe/Lisbon`. */
export interface WallTime {
  date: string;
  time: string;
  zone: string;
}

/** The fields of a form as they were typed. */
export function readWallTime(data: FormData): WallTime {
  const text = (name: string) => String(data.get(name) ?? '').slice(0, 64);
  return { date: text('date'), time: text('time'), zone: text('zone') };
}

export type ReadMoment = { ok: true; at: Date } | { ok: false; reason: 'no-moment' | 'unknown-time-zone' };

/** The instant that somebody means. An hour that the clocks skip is taken as the one after, one that comes twice as the first. */
export function readMoment({ date, time, zone }: WallTime): ReadMoment {
  if (!isTimeZone(zone)) return { ok: false, reason: 'unknown-time-zone' };
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !/^\d{2}:\d{2}/.test(time))
    return { ok: false, reason: 'no-moment' };
  try {
    const wall = Temporal.PlainDateTime.from(`${date}T${time.slice(0, 5)}`);
    return { ok: true, at: new Date(wall.toZonedDateTime(zone).epochMilliseconds) };
  } catch {
    return { ok: false, reason: 'no-moment' };
  }
}

/** Tomorrow at ten, where the person is: what the form begins with. */
export function tomorrowMorning(now: Date, zone: string): WallTime {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone);
  return { date: here.toPlainDate().add({ days: 1 }).toString(), time: '10:00', zone };
}

/** An instant as the form shows it where the person is. */
export function wallTime(at: Date, zone: string): WallTime {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
  return { date: there.toPlainDate().toString(), time: there.toPlainTime().toString().slice(0, 5), zone };
}

/** "Tue, 24 November, 10:30" where somebody is. */
export function localTime(at: Date, timeZone: string): string {
  const parts = {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return dateFormat(getLocale(), { ...parts, timeZone }).format(at);
}
