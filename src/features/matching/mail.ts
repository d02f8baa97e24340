import { dayText } from '#core/circles/day-text.ts';
import { namesText } from '#core/circles/names-text.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { callNames } from '#ui/seat-text.ts';
import type { MailedPlace } from './store/circles.ts';
import type { RoundNotice } from './store/notices.ts';
import { factText, momentText, spansText, weekTexts } from './views/round-words.ts';

/** What a mail about a round is made of. */
export interface RoundMail {
  notice: RoundNotice;
  link: string;
  now: Date;
  /** A Monday 00:00 UTC, in milliseconds: for circles that do not say which week their hours are of. */
  monday: number;
  /** The reader's circle, and the titles of skills that its facts name. */
  place?: MailedPlace;
  skills?: Readonly<Record<string, string>>;
}

interface Mail {
  subject: string;
  text: string;
}

/** How many stretches of common time a mail writes out. */
const shown = 5;

/** The mail for one notice, with times as clocks show them where its reader is. Its link leads to a page and does nothing. */
export function roundMail(mail: RoundMail): Mail {
  const { notice, link } = mail;
  const named = {
    name: notice.name,
    round: notice.title,
    organiser: notice.organiser ?? '',
    day: lastDay(mail),
    link,
  };
  switch (notice.kind) {
    case 'round-opened':
      return { subject: m.round_mail_opened_subject(named), text: m.round_mail_opened_text(named) };
    case 'round-reminder':
      return { subject: m.round_mail_reminder_subject(named), text: m.round_mail_reminder_text(named) };
    case 'round-complete':
      return { subject: m.round_mail_complete_subject(named), text: m.round_mail_complete_text(named) };
    case 'round-closed':
      return { subject: m.round_mail_closed_subject(named), text: m.round_mail_closed_text(named) };
    case 'round-published':
      return readyMail(mail);
    case 'round-redrawn':
      return redrawnMail(mail);
    case 'round-founded':
      return { subject: m.round_mail_founded_subject(named), text: m.round_mail_founded_text(named) };
    case 'round-withdrawn':
      return { subject: m.round_mail_withdrawn_subject(named), text: m.round_mail_withdrawn_text(named) };
  }
}

/** Who, why, and when all have time. Whoever has no circle is told that, and why stands on the page. */
function readyMail({ notice, link, now, monday, place, skills = {} }: RoundMail): Mail {
  const { name, title: round } = notice;
  if (!place)
    return {
      subject: m.round_mail_none_subject({ round }),
      text: m.round_mail_none_text({ name, round, link }),
    };
  const called = callNames(place.members.map((member) => member.name));
  const naming = {
    nameOf: (id: string) => called[place.members.findIndex((member) => member.id === id)] ?? '',
    skillOf: (slug: string) => skills[slug] ?? slug,
    pair: place.members.length === 2,
  };
  const others = place.members.filter(({ id }) => id !== notice.personId).map((member) => member.name);
  const hours = spansText(place.described, { monday, zone: notice.timeZone, shown });
  const week = weekTexts(place, now).join(' ');
  return {
    subject: m.round_mail_ready_subject({ round }),
    text: m.round_mail_ready_text({
      name,
      round,
      people: namesText(others, getLocale()),
      why: listed(place.described.facts.map((fact) => factText(fact, naming))),
      hours: [
        listed([
          ...hours.lines,
          ...(hours.more > 0 ? [m.matching_own_when_more({ count: hours.more })] : []),
        ]),
        ...(week ? [week] : []),
      ].join('\n\n'),
      until: untilText(place, notice, now),
      link,
    }),
  };
}

/** Without a name and without a reason: who is in it now stands on the page. */
function redrawnMail({ notice, link, now, place }: RoundMail): Mail {
  const { name, title: round } = notice;
  if (!place)
    return {
      subject: m.round_mail_dissolved_subject({ round }),
      text: m.round_mail_dissolved_text({ name, round, link }),
    };
  return {
    subject: m.round_mail_redrawn_subject({ round }),
    text: m.round_mail_redrawn_text({ name, round, until: untilText(place, notice, now), link }),
  };
}

const listed = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join('\n');

const untilText = ({ repliesUntil }: MailedPlace, { timeZone }: RoundNotice, now: Date) =>
  momentText(repliesUntil, { zone: timeZone, now });

/** The last day for answers, where the reader is. */
function lastDay({ notice: { answersUntil, timeZone }, now }: RoundMail): string {
  if (!answersUntil) return '';
  return dayText(new Date(answersUntil.getTime() - 1), { locale: getLocale(), timeZone }, now);
}
