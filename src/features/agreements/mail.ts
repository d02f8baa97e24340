import { m } from '#messages';

/** The mail to whoever is asked to consent to a changed agreement. */
export function consentMail(asked: { name: string; circle: string; link: string }): {
  subject: string;
  text: string;
} {
  return { subject: m.agreement_mail_subject(asked), text: m.agreement_mail_text(asked) };
}
