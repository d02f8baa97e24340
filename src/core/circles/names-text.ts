import { spoken } from '../time/date-format.ts';

const formats = new Map<string, Intl.ListFormat>();

/** Names as one says them: `Ana, Ben and Cleo`. */
export function namesText(names: readonly string[], locale: string): string {
  return formatFor(locale).format(names);
}

/** Made once for each language, as dates' formats are. */
function formatFor(locale: string): Intl.ListFormat {
  const known = formats.get(locale);
  if (known) return known;
  const format = new Intl.ListFormat(spoken(locale), { type: 'conjunction' });
  formats.set(locale, format);
  return format;
}
