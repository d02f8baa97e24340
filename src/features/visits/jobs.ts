import { z } from 'zod';
import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { absoluteLink } from '#server/links.ts';
import { mailIsSet, queueMail } from '#server/mail.ts';
import { visitAgreedMail, visitAskedMail, visitEndedMail, visitInvitedMail } from './mail.ts';
import { findGuestToTell, listToAnswer } from './store/to-tell.ts';

const visitInput = z.object({
  organisationId: z.uuid(),
  visitId: z.uuid(),
  what: z.enum(['asked', 'agreed', 'ended']),
});

/**
 * The job `tell-of-visit`: where mails can be sent, members of a circle hear that somebody would like to visit and the guest
 * hears what came of it, if it is still so.
 */
export async function tellOfVisitJob(app: Pick<App, 'database' | 'config'>, payload: unknown): Promise<void> {
  const asked = visitInput.parse(payload);
  if (!mailIsSet(app.config)) return;
  const { organisationId } = asked;
  await app.database.asWorker({ organisationId }, (tx) =>
    asked.what === 'asked' ? askMembers(app, tx, asked) : tellGuest(app, tx, asked),
  );
}

type Asked = z.output<typeof visitInput>;

async function askMembers({ config }: Pick<App, 'config'>, tx: Tx, asked: Asked): Promise<void> {
  for (const { email, name, circle, circleId } of await listToAnswer(tx, asked)) {
    const mail = visitAskedMail({ name, circle, link: absoluteLink(config, `/circles/${circleId}/visits`) });
    await queueMail(tx, { organisationId: asked.organisationId, kind: 'notice', to: email, ...mail });
  }
}

async function tellGuest({ config }: Pick<App, 'config'>, tx: Tx, asked: Asked): Promise<void> {
  const guest = await findGuestToTell(tx, asked);
  if (!guest) return;
  const { name, circle, email, state, invited } = guest;
  const told = { name, circle, link: absoluteLink(config, `/visits/${asked.visitId}`) };
  const ended = state === 'not now' || state === 'taken back';
  if (asked.what === 'agreed' ? state !== 'agreed' : !ended) return;
  const agreedMail = invited ? visitInvitedMail : visitAgreedMail;
  const mail = asked.what === 'agreed' ? agreedMail(told) : visitEndedMail(told);
  await queueMail(tx, { organisationId: asked.organisationId, kind: 'notice', to: email, ...mail });
}
