const made = new Map<string, Intl.DateTimeFormat>();
const kept = 500;

/**
 * A format of dates, made once for each language, zone and shape: making one costs more than a row of a page does, and a
 * page shows dozens of dates. Throws a RangeError for a language or time zone that is not known here.
 */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = made.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat(spoken(locale), options);
  const [oldest] = made.keys();
  if (made.size >= kept && oldest !== undefined) made.delete(oldest);
  made.set(key, format);
  return format;
}

/** Our English is British, and plain `en` would be taken for American. */
export function spoken(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}
