import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import type { Config } from '#server/config.ts';
import { absoluteLink } from '#server/links.ts';
import type { OutgoingMail } from '#server/mail.ts';
import type { Topic } from './use-cases/gather-wanted.ts';
import { type MailPart, mailHtml, mailText } from './views/mail-page.ts';
import { begun, type ReadAt, whenWords } from './views/nudge-words.ts';

export interface NudgeMail {
  config: Config;
  reader: { name: string; timeZone: string };
  weekly: number;
  /** The most urgent first. */
  topics: readonly Topic[];
  /** Tokens of the links that answer for a card. */
  answers: ReadonlyMap<Topic, string>;
  /** Token of the link that stops these mails. */
  stop: string;
  now: Date;
}

/**
 * One mail with its nudges. It holds its reader's own words and names that they know, nothing that others said. Its links lead
 * to pages, and following one changes nothing.
 */
export function nudgeMail(mail: NudgeMail): Omit<OutgoingMail, 'id' | 'to'> {
  const { config, reader, topics, stop, now, weekly } = mail;
  const locale = getLocale();
  const at: ReadAt = { locale, timeZone: reader.timeZone, now };
  const stopLink = absoluteLink(config, `/nudges/stop/${stop}`);
  const subject = subjectOf(topics, at);
  const page = {
    locale,
    title: subject,
    hello: m.nudges_mail_hello({ name: reader.name }),
    parts: topics.map((topic) => partOf(topic, at, mail)),
    footer: {
      sentence: m.nudges_mail_footer({ weekly }),
      links: [
        { text: m.nudges_mail_footer_change(), href: absoluteLink(config, '/me/nudges') },
        { text: m.nudges_mail_footer_stop(), href: stopLink },
      ],
    },
  };
  return {
    subject,
    text: mailText(page),
    html: mailHtml(page),
    headers: {
      'list-unsubscribe': `<${stopLink}>`,
      // RFC 8058 allows one click over https alone.
      ...(stopLink.startsWith('https:') ? { 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' } : {}),
    },
  };
}

/** Never the reader's words: subjects are shown on locked screens. */
function subjectOf([first, ...more]: readonly Topic[], at: ReadAt): string {
  const subject = first ? subjectFor(first, at) : m.nudges_title();
  return more.length > 0 ? m.nudges_mail_subject_more({ first: subject }) : subject;
}

function subjectFor(topic: Topic, at: ReadAt): string {
  const when = topic.at === undefined ? '' : whenWords(topic.at, at);
  switch (topic.kind) {
    case 'before-moment':
      return m.nudges_mail_subject_before({ when });
    case 'after-moment':
      return m.nudges_mail_subject_after();
    case 'session-tomorrow':
      return topic.asGuest
        ? m.nudges_mail_subject_visit({ circle: topic.circle, when })
        : m.nudges_mail_subject_session({ circle: topic.circle, when });
    case 'request-waiting':
      return m.nudges_mail_subject_request();
    case 'practice-due':
      return m.nudges_mail_subject_practice();
    case 'quiet-card':
      return m.nudges_mail_subject_quiet();
  }
}

function partOf(topic: Topic, at: ReadAt, { config, answers }: NudgeMail): MailPart {
  const when = topic.at === undefined ? '' : whenWords(topic.at, at);
  const to = (text: string) => [{ text, href: absoluteLink(config, topic.path) }];
  const card = {
    words: topic.words,
    ...(topic.context && { note: m.nudges_mail_context({ context: topic.context }) }),
  };
  switch (topic.kind) {
    case 'before-moment':
      return {
        sentence: m.nudges_mail_before({ when: begun(when, at.locale) }),
        ...card,
        links: to(m.nudges_near_board()),
      };
    case 'after-moment':
      return {
        sentence: m.nudges_mail_after({ when }),
        ...card,
        links: answersOf(config, answers.get(topic)),
      };
    case 'session-tomorrow':
      return topic.asGuest
        ? {
            sentence: m.nudges_mail_visit({ circle: topic.circle, when }),
            links: to(m.nudges_mail_to_visit()),
          }
        : {
            sentence: m.nudges_mail_session({ circle: topic.circle, when }),
            links: to(m.nudges_mail_circle()),
          };
    case 'request-waiting':
      return { sentence: m.nudges_mail_request({ circle: topic.circle }), links: to(m.nudges_near_answer()) };
    case 'practice-due':
      return {
        sentence: m.nudges_mail_practice({ words: topic.words }),
        links: to(m.nudges_near_exercise()),
      };
    case 'quiet-card':
      return { sentence: m.nudges_mail_quiet(), ...card, links: answersOf(config, answers.get(topic)) };
  }
}

function answersOf(config: Config, token: string | undefined): MailPart['links'] {
  const link = (say: string) => absoluteLink(config, `/nudges/answer/${token}?say=${say}`);
  return [
    { text: m.nudges_say_attempted(), href: link('attempted') },
    { text: m.nudges_say_learned(), href: link('learned') },
    { text: m.nudges_say_not_yet(), href: link('not-yet') },
  ];
}
