import { instantAt } from './wall-clock.ts';

/** The instant at which a day (YYYY-MM-DD) is over where somebody is; in UTC where the zone is not known here. */
export function endOfDay(day: string, zone: string): Date {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  const instant = instantAt(`${next}T00:00`, zone);
  return instant === undefined ? new Date(`${next}T00:00:00Z`) : new Date(instant);
}
