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

/** The zone of a place that somebody named alone, such as Paris or new york; undefined where none is called so. */
export function zoneOfPlace(place: string): string | undefined {
  const plain = (text: string) => text.trim().toLowerCase().replaceAll(' ', '_');
  return Intl.supportedValuesOf('timeZone').find(
    (zone) => plain(zone.split('/').at(-1) ?? '') === plain(place),
  );
}

/** Every zone that can be chosen, for a select; `extra` (the current one, an older name) is among them. */
export function timeZoneChoices(extra?: string): Array<{ value: string; label: string }> {
  const names = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(extra ? [extra] : [])]);
  return [...names]
    .map((value) => ({ value, label: readableZone(value) }))
    .sort((one, other) => (one.label < other.label ? -1 : 1));
}

/** A zone as people read it, by the name that its place goes by today. */
export function readableZone(name: string): string {
  return (placesToday[name] ?? name).replaceAll('_', ' ').replaceAll('/', ' / ');
}

/** Unicode keeps each zone under the first name that it ever had; these have been renamed since. */
const placesToday: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};
