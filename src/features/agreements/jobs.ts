import { z } from 'zod';
import type { App } from '#server/app.ts';
import { absoluteLink } from '#server/links.ts';
import { mailIsSet, queueMail } from '#server/mail.ts';
import { consentMail } from './mail.ts';
import { listToAskForConsent } from './store/asked.ts';

const proposalInput = z.object({ organisationId: z.uuid(), circleId: z.uuid() });

/**
 * The job `ask-for-consent`, some time after the last change to a proposal, so that ten changes make one mail: where mails
 * can be sent, each member who has not consented gets one. It says no word of the agreement.
 */
export async function askForConsent(
  { database, config }: Pick<App, 'database' | 'config'>,
  payload: unknown,
): Promise<void> {
  const { organisationId, circleId } = proposalInput.parse(payload);
  if (!mailIsSet(config)) return;
  await database.asWorker({ organisationId }, async (tx) => {
    for (const { name, email, circle } of await listToAskForConsent(tx, { organisationId, circleId })) {
      const mail = consentMail({
        name,
        circle,
        link: absoluteLink(config, `/circles/${circleId}/agreement`),
      });
      await queueMail(tx, { organisationId, kind: 'notice', to: email, ...mail });
    }
  });
}
