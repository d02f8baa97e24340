import { mondayBefore } from '#core/people/week-in-utc.ts';
import type { App } from '#server/app.ts';
import type { Tx } from '#server/database.ts';
import { enqueueJob } from '#server/enqueue-job.ts';
import { absoluteLink } from '#server/links.ts';
import { mailIsSet, queueMail } from '#server/mail.ts';
import { roundMail } from '../mail.ts';
import { readMailedPlace } from '../store/circles.ts';
import { type RoundNotice, takeNotices } from '../store/notices.ts';
import { titlesOf } from './name-skills.ts';

/** A round, or a circle that began in one. */
export interface MailedAbout {
  organisationId: string;
  about: string;
}

/** Has what was just noted for people's next visit mailed as well, if and when the change is made. */
export async function askToMail(tx: Tx, { organisationId, about }: MailedAbout): Promise<void> {
  await enqueueJob(tx, {
    task: 'mail-round-notices',
    payload: { organisationId, about },
    key: `mail-round-notices:${about}`,
  });
}

/** How many mails are written in one transaction. */
const batch = 100;

/**
 * What the job does where mails can be sent: whoever has not looked meanwhile gets by mail what stands on their first page.
 * Each notice is mailed once, however often the job runs.
 */
export async function mailNotices(
  { database, config, clock }: Pick<App, 'database' | 'config' | 'clock'>,
  { organisationId, about }: MailedAbout,
): Promise<void> {
  if (!mailIsSet(config)) return;
  const monday = mondayBefore(clock.now().getTime());
  for (;;) {
    const count = await database.asWorker({ organisationId }, async (tx) => {
      const notices = await takeNotices(tx, { organisationId, about, most: batch });
      for (const notice of notices) {
        if (!notice.email) continue;
        const place = tellsOfPlace(notice) ? await readMailedPlace(tx, notice) : undefined;
        const mail = roundMail({
          notice,
          link: absoluteLink(config, pathOf(notice)),
          now: clock.now(),
          monday,
          ...(place ? { place, skills: await titlesOf(tx, { organisationId }, [place.described]) } : {}),
        });
        const names = [notice.organiserId, ...(place?.members ?? []).map(({ id }) => id)].filter(
          (id) => id !== null,
        );
        await queueMail(tx, { organisationId, kind: 'notice', to: notice.email, names, ...mail });
      }
      return notices.length;
    });
    if (count < batch) return;
  }
}

const tellsOfPlace = ({ kind }: RoundNotice) => kind === 'round-published' || kind === 'round-redrawn';

function pathOf(notice: RoundNotice): string {
  if (notice.kind === 'round-founded') return `/circles/${notice.about}/agreement`;
  return tellsOfPlace(notice) ? `/rounds/${notice.about}/circle` : `/rounds/${notice.about}`;
}
