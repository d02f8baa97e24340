import { getLocale } from '#messages/runtime.js';

/**
 * A length of time as people say it: "7 minutes", "90 seconds" below two minutes where minutes would lie, "1 hour" never:
 * sessions are short. `seconds` is whole and not negative.
 */
export function minutesText(seconds: number, { locale = getLocale(), short = false } = {}): string {
  const exact = seconds % 60 === 0 || seconds >= 120;
  const [count, unit] = exact ? [Math.round(seconds / 60), 'minute'] : [seconds, 'second'];
  return formatFor(locale, unit, short ? 'short' : 'long').format(count);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Kept, because making one costs more than the rest of a small page, and a page of the library needs dozens. */
function formatFor(locale: string, unit: string, unitDisplay: 'short' | 'long'): Intl.NumberFormat {
  const key = `${locale} ${unit} ${unitDisplay}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay });
  formats.set(key, format);
  return format;
}
