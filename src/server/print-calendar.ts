import ICAL from 'ical.js';

// The printer does not count the space that a folded line begins with; 75 bytes is what a line may have.
ICAL.foldLength = 74;

/** One session for somebody's own calendar. Times are instants. */
export interface CalendarEntry {
  /** Stays the same when the session is moved, so that the entry is replaced and not doubled. */
  id: string;
  startsAt: Date;
  minutes: number;
  summary: string;
  description: string;
  url: string;
  /** Where one meets; nothing where that goes without saying. */
  location?: string | undefined;
  /** When this was written; the newer of two entries counts. */
  stampedAt: Date;
}

/**
 * An iCalendar file with one event, its times in UTC: right on every calendar and in every zone, whatever the clocks do
 * between now and then.
 */
export function printCalendar(entry: CalendarEntry): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Rondo//Rondo//EN');
  calendar.updatePropertyWithValue('method', 'PUBLISH');
  const event = new ICAL.Component('vevent');
  event.updatePropertyWithValue('uid', `${entry.id}@rondo`);
  event.updatePropertyWithValue('dtstamp', utc(entry.stampedAt));
  event.updatePropertyWithValue('dtstart', utc(entry.startsAt));
  event.updatePropertyWithValue('dtend', utc(new Date(entry.startsAt.getTime() + entry.minutes * 60_000)));
  event.updatePropertyWithValue('summary', entry.summary);
  event.updatePropertyWithValue('description', entry.description);
  event.updatePropertyWithValue('url', entry.url);
  if (entry.location) event.updatePropertyWithValue('location', entry.location);
  calendar.addSubcomponent(event);
  return `${calendar.toString()}\r\n`;
}

function utc(instant: Date): ICAL.Time {
  return ICAL.Time.fromJSDate(instant, true);
}
