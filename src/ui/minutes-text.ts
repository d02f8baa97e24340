/**
 * A length of time as people say it: "7 minutes", "90 seconds" below two minutes where minutes would lie, "1 hour" never:
 * sessions are short. `seconds` is whole and not negative.
 */
export function minutesText(seconds: number, { locale = 'en', short = false } = {}): string {
  const exact = seconds % 60 === 0 || seconds >= 120;
  const [count, unit] = exact ? [Math.round(seconds / 60), 'minute'] : [seconds, 'second'];
  const unitDisplay = short ? 'short' : 'long';
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(count);
}
