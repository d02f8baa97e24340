import { m } from '#messages';

interface Asked {
  name: string;
  circle: string;
  link: string;
}

/** The mail to everyone for whom a question of their circle waits; what it asks stands on the circle's page only. */
export function questionMail(asked: Asked): { subject: string; text: string } {
  return { subject: m.decisions_mail_subject(asked), text: m.decisions_mail_text(asked) };
}

/** The mail to members of a circle that somebody asks to join; who, and why, stands on the circle's page only. */
export function requestMail(asked: Asked): { subject: string; text: string } {
  return { subject: m.decisions_mail_join_subject(asked), text: m.decisions_mail_join_text(asked) };
}
