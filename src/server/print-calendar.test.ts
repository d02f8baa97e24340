import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { printCalendar } from './print-calendar.ts';

function print(startsAt: Date, summary = 'The Thursday five', location?: string) {
  return printCalendar({
    id: '01990000-0000-7000-8000-000000000001',
    startsAt,
    minutes: 30,
    summary,
    description: 'Practise together; bring your card, or not.',
    url: 'https://rondo.example.org/circles/1',
    stampedAt: new Date('2026-03-20T10:00:00Z'),
    location,
  });
}

function readBack(text: string) {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
  if (!event) throw new Error('no event');
  return new ICAL.Event(event);
}

test.each([
  ['before the clocks go forward', '2026-03-26T09:30:00Z', '20260326T093000Z'],
  ['after the clocks went forward', '2026-04-02T08:30:00Z', '20260402T083000Z'],
])('half past nine in London stays half past nine %s', (_, instant, written) => {
  const startsAt = new Date(instant);
  const text = print(startsAt);
  expect(text).toContain(`DTSTART:${written}\r\n`);
  const event = readBack(text);
  expect(event.startDate.toJSDate()).toEqual(startsAt);
  expect(event.endDate.toJSDate().getTime() - startsAt.getTime()).toBe(30 * 60_000);
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
  expect(shown.format(event.startDate.toJSDate())).toBe('09:30');
});

test('names with commas, semicolons, new lines and long words survive', () => {
  const name = `Mara, Ilya; and\nthe ${'very '.repeat(30)}long "quoted" circle \\ é 円`;
  const text = print(new Date('2026-03-26T09:30:00Z'), name);
  expect(readBack(text).summary).toBe(name);
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
});

test('a file that calendars know: version, maker, one event, lines that end as they should', () => {
  const text = print(new Date('2026-03-26T09:30:00Z'));
  expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:')).toBe(true);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toContain('\n');
  expect(readBack(text).uid).toBe('01990000-0000-7000-8000-000000000001@rondo');
});

test('where the circle meets stands in the entry, and nothing where it did not say', () => {
  const link = 'https://meet.example.org/thursday;five?pwd=a,b';
  expect(readBack(print(new Date('2026-03-26T09:30:00Z'), 'Five', link)).location).toBe(link);
  expect(print(new Date('2026-03-26T09:30:00Z'))).not.toContain('LOCATION');
});
