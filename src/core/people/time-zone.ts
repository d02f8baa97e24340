/**
 * Whether the name is an IANA time zone that dates can be shown in. Offsets such as `+02:00` are not: they know no
 * daylight saving.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
/** Every zone that can be chosen, for a select; `extra` (the current one, an older name) is among them. */
export function timeZoneChoices(extra?: string): Array<{ value: string; label: string }> {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(extra ? [extra] : [])]);
  return [...names]
    .sort()
    .map((value) => ({ value, label: value.replaceAll('_', ' ').replaceAll('/', ' / ') }));
}
