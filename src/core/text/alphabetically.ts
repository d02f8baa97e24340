const made = new Map<string, Intl.Collator>();

/**
 * Orders things by a text of each, as readers of that language look it up: Ö stands after O in German, and after Z in Swedish.
 *
 * @param locale BCP 47
 */
export function alphabetically<T>(locale: string, textOf: (each: T) => string): (one: T, other: T) => number {
  const collator = made.get(locale) ?? new Intl.Collator(locale);
  made.set(locale, collator);
  return (one, other) => collator.compare(textOf(one), textOf(other));
}
