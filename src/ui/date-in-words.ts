import { getLocale } from '#messages/runtime.js';

/**
 * What a date field holds ("2026-11-26", "2026-11-26T09:30") as one says it: "Thursday 26 November at 09:30". Browsers show it
 * by the language of the machine, and 03/04 is two different days. Empty while it is no whole date.
 */
export function dateInWords(held: string): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d)?/.exec(held) ?? [];
  const at = Date.parse(`${day}${time ?? 'T00:00'}Z`);
  if (Number.isNaN(at)) return '';
  const locale = getLocale();
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(time && { hour: '2-digit', minute: '2-digit' }),
    timeZone: 'UTC',
  }).format(at);
}
