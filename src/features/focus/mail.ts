import { m } from '#messages';

/** The mail that carries one question: who asks, what, the link, until when it works. */
export function questionMail(asked: {
  asker: string;
  name: string;
  question: string;
  link: string;
  days: number;
}): { subject: string; text: string } {
  return { subject: m.focus_mail_subject(asked), text: m.focus_mail_text(asked) };
}
