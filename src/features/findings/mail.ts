import { m } from '#messages';

/** The mail that brings the link. Nothing of what was written stands in it, nor who the circle is. */
export function findingMail(about: { name: string; organisation: string; link: string; days: number }): {
  subject: string;
  text: string;
} {
  return { subject: m.findings_mail_subject(about), text: m.findings_mail_text(about) };
}
