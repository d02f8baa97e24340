import { z } from 'zod';
import type { App } from '#server/app.ts';
import { absoluteLink } from '#server/links.ts';
import { mailIsSet, queueMail } from '#server/mail.ts';
import { questionMail, requestMail } from './mail.ts';
import { listToAgree, listToLetIn } from './store/asked.ts';

const decisionInput = z.object({ organisationId: z.uuid(), decisionId: z.uuid() });

/**
 * The job `tell-of-decision`, some minutes after a question was laid before a circle, a cycle, a split, an open door: where
 * mails can be sent, each member who has not agreed meanwhile gets one, which says no word of the question.
 */
export async function tellOfDecision(
  { database, config }: Pick<App, 'database' | 'config'>,
  payload: unknown,
): Promise<void> {
  const { organisationId, decisionId } = decisionInput.parse(payload);
  if (!mailIsSet(config)) return;
  await database.asWorker({ organisationId }, async (tx) => {
    for (const { email, circleId, ...who } of await listToAgree(tx, { organisationId, decisionId })) {
      const mail = questionMail({ ...who, link: absoluteLink(config, `/circles/${circleId}`) });
      await queueMail(tx, { organisationId, kind: 'notice', to: email, ...mail });
    }
  });
}

const requestInput = z.object({ organisationId: z.uuid(), circleId: z.uuid() });

/** The job `tell-of-request`: members of a circle that somebody still asks to join are told that it waits for one of them. */
export async function tellOfRequest(
  { database, config }: Pick<App, 'database' | 'config'>,
  payload: unknown,
): Promise<void> {
  const { organisationId, circleId } = requestInput.parse(payload);
  if (!mailIsSet(config)) return;
  await database.asWorker({ organisationId }, async (tx) => {
    for (const { email, ...who } of await listToLetIn(tx, { organisationId, circleId })) {
      const mail = requestMail({ ...who, link: absoluteLink(config, `/circles/${circleId}`) });
      await queueMail(tx, { organisationId, kind: 'notice', to: email, ...mail });
    }
  });
}
