import { m } from '#messages';
import type { SeatReason } from './use-cases/tell-of-seat.ts';

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

/** The mail to whoever sits in a circle now because its members, or those of the circle before it, said yes. */
export function seatMail(
  seat: { name: string; circle: string; link: string },
  because: SeatReason,
): { subject: string; text: string } {
  return because === 'asked'
    ? { subject: m.circles_mail_let_in_subject(seat), text: m.circles_mail_let_in_text(seat) }
    : { subject: m.circles_mail_two_subject(seat), text: m.circles_mail_two_text(seat) };
}
