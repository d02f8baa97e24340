import { m } from '#messages';

interface Told {
  name: string;
  circle: string;
  link: string;
}

interface Mail {
  subject: string;
  text: string;
}

/** To each member of a circle that somebody would like to visit; who, and why, stands on the circle's page only. */
export function visitAskedMail(told: Told): Mail {
  return { subject: m.visits_mail_asked_subject(told), text: m.visits_mail_asked_text(told) };
}

/** To the guest: everyone agreed. When it is stands on their page only. */
export function visitAgreedMail(told: Told): Mail {
  return { subject: m.visits_mail_agreed_subject(told), text: m.visits_mail_agreed_text(told) };
}

/** To whom a circle would like to have as a guest. When it is stands on their page only. */
export function visitInvitedMail(told: Told): Mail {
  return { subject: m.visits_mail_invited_subject(told), text: m.visits_mail_invited_text(told) };
}

/** To the guest: it does not fit, or was taken back. Nobody is named. */
export function visitEndedMail(told: Told): Mail {
  return { subject: m.visits_mail_ended_subject(told), text: m.visits_mail_ended_text(told) };
}
