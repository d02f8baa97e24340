import { z } from 'zod';
import type { App } from '#server/app.ts';
import { describeError } from '#server/describe-error.ts';
import { absoluteLink } from '#server/links.ts';
import { mailIsSet, queueMail } from '#server/mail.ts';
import { partingMail, seatMail } from './mail.ts';
import { listDuePartings, listToTellOfParting, settleParting } from './store/due-partings.ts';
import { listSeated } from './store/members.ts';

/** The job `settle-partings`, each hour: where only the person it is about held it up, a parting takes effect after a week. */
export async function settlePartings({ database, log }: Pick<App, 'database' | 'log'>): Promise<void> {
  for (const due of await database.asWorker({}, listDuePartings)) {
    try {
      await database.asWorker({}, (tx) => settleParting(tx, due));
    } catch (error) {
      log.error({ error: describeError(error) }, 'a parting could not take effect; it is tried again');
    }
  }
}

const partingInput = z.object({ organisationId: z.uuid(), partingId: z.uuid() });

/** The job `tell-of-parting`: where mails can be sent, everyone who is asked gets one; it says no word of the question. */
export async function tellOfParting(
  { database, config }: Pick<App, 'database' | 'config'>,
  payload: unknown,
): Promise<void> {
  const { organisationId, partingId } = partingInput.parse(payload);
  if (!mailIsSet(config)) return;
  await database.asWorker({ organisationId }, async (tx) => {
    for (const { name, email, circle } of await listToTellOfParting(tx, { organisationId, partingId })) {
      const link = absoluteLink(config, `/circles/${circle.id}`);
      const mail = partingMail({ name, circle: circle.name, link });
      await queueMail(tx, { organisationId, kind: 'notice', to: email, ...mail });
    }
  });
}

const seatInput = z.object({
  organisationId: z.uuid(),
  circleId: z.uuid(),
  /** Ids with commas between. */
  people: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(z.uuid())),
  because: z.enum(['asked', 'split']),
});

/** The job `tell-of-seat`: whoever was let into a circle, or sits in one of two that theirs became, hears it by mail. */
export async function tellOfSeatJob(
  { database, config }: Pick<App, 'database' | 'config'>,
  payload: unknown,
): Promise<void> {
  const { because, ...seat } = seatInput.parse(payload);
  if (!mailIsSet(config)) return;
  const link = absoluteLink(config, `/circles/${seat.circleId}/agreement`);
  await database.asWorker({ organisationId: seat.organisationId }, async (tx) => {
    for (const { name, email, circle } of await listSeated(tx, seat)) {
      const mail = seatMail({ name, circle, link }, because);
      await queueMail(tx, { organisationId: seat.organisationId, kind: 'notice', to: email, ...mail });
    }
  });
}
