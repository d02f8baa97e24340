import { dateFormat } from '#core/time/date-format.ts';
import { getLocale } from '#messages/runtime.js';

/** When something is, on one person's own clock; `same` where it reads as on mine. */
export interface OwnTime {
  id: string;
  name: string;
  text: string;
}

/** Day and time in a zone, as one says them: "Thursday 26 November" and "09:30". */
export function dayAndTime(instant: number, timeZone: string): { day: string; time: string } {
  const day = dateFormat(getLocale(), { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const time = dateFormat(getLocale(), { hour: '2-digit', minute: '2-digit', timeZone });
  return { day: day.format(instant), time: time.format(instant) };
}

/**
 * An instant on everyone's own clock, in the order given; empty when all read the same, because then one sentence says it
 * all. The day is said only where it is another than mine.
 */
export function ownTimes(
  instant: number,
  { mine, people }: { mine: string; people: { id: string; name: string; timeZone: string }[] },
): OwnTime[] {
  const here = dayAndTime(instant, mine);
  const times = people.map(({ id, name, timeZone }) => {
    const there = dayAndTime(instant, timeZone);
    return { id, name, text: there.day === here.day ? there.time : `${there.day}, ${there.time}` };
  });
  return times.every(({ text }) => text === here.time) ? [] : times;
}

/** The time zone as people call it: "London", "Sao Paulo". */
export function placeOf(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}
