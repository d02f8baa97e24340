import { instantAt } from './wall-clock.ts';

/** The instant at which a day (YYYY-MM-DD) begins where somebody is; in UTC where the zone is not known here. */
export function startOfDay(day: string, zone: string): number {
  return instantAt(`${day}T00:00`, zone) ?? Date.parse(`${day}T00:00:00Z`);
}
