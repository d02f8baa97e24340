import { m } from '#messages';

/** How well somebody knows a skill, 1 to 4, in words. */
export function knownName(level: number | null): string | undefined {
  return level === null
    ? undefined
    : [m.profile_known_1, m.profile_known_2, m.profile_known_3, m.profile_known_4][level - 1]?.();
}

/** How often somebody does it, 1 to 4, in words. */
export function appliedName(level: number | null): string | undefined {
  return level === null
    ? undefined
    : [m.profile_applied_1, m.profile_applied_2, m.profile_applied_3, m.profile_applied_4][level - 1]?.();
}

/** Where somebody stands, 1 to 6, in words. */
export function roleLevelName(level: number): string {
  return (
    [
      m.profile_role_level_1,
      m.profile_role_level_2,
      m.profile_role_level_3,
      m.profile_role_level_4,
      m.profile_role_level_5,
      m.profile_role_level_6,
    ][level - 1]?.() ?? ''
  );
}

/** The choices of a select, with an empty one in front. */
export function levelOptions(levels: number, nameOf: (level: number) => string | undefined, none: string) {
  return [
    { value: '', label: none },
    ...Array.from({ length: levels }, (_, index) => ({
      value: String(index + 1),
      label: nameOf(index + 1) ?? '',
    })),
  ];
}

/** The days of a week from Monday as the person's language names them. */
export function dayNames(locale: string, weekday: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { weekday, timeZone: 'UTC' });
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, day) => format.format(Date.UTC(2024, 0, 1 + day)));
}

/** Minutes after midnight as a clock shows them; the end of the day is 24:00. */
export function minuteText(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
