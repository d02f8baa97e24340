import { m } from '#messages';

/** The mail that carries an invitation: who invites, into what, the link, how long it works. No word of the circle's own. */
export function invitationMail(invitation: { inviter: string; circle: string; link: string; days: number }): {
  subject: string;
  text: string;
} {
  return { subject: m.circles_mail_subject(invitation), text: m.circles_mail_text(invitation) };
}

/** The mail to everyone whom an open question about parting asks; the question itself stands on the circle's page only. */
export function partingMail(asked: { name: string; circle: string; link: string }): {
  subject: string;
  text: string;
} {
  return { subject: m.circles_mail_question_subject(asked), text: m.circles_mail_question_text(asked) };
}
