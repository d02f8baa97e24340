import { dateFormat } from '../time/date-format.ts';

/** Where and in which language a person reads. */
export interface Reader {
  /** BCP 47. */
  locale: string;
  /** IANA name; UTC is taken where it is not known here. */
  timeZone: string;
}

/** A day as one says it: `Thursday 4 June`, with the year when it is not this one. */
export function dayText(at: Date, { locale, timeZone }: Reader, now: Date): string {
  const year = at.getUTCFullYear() === now.getUTCFullYear() ? undefined : ('numeric' as const);
  return format({ locale, timeZone }, { weekday: 'long', day: 'numeric', month: 'long', year }, at);
}

/** The same of a day without a time zone (YYYY-MM-DD). */
export function calendarDayText(day: string, locale: string, now: Date): string {
  return dayText(new Date(`${day}T12:00:00Z`), { locale, timeZone: 'UTC' }, now);
}

/** The time of the day where somebody is: `14:05`. */
export function timeText(at: Date, reader: Reader): string {
  return format(reader, { hour: '2-digit', minute: '2-digit' }, at);
}

function format({ locale, timeZone }: Reader, options: Intl.DateTimeFormatOptions, at: Date): string {
  try {
    return dateFormat(locale, { ...options, timeZone }).format(at);
  } catch {
    return dateFormat(locale, { ...options, timeZone: 'UTC' }).format(at);
  }
}
