import { z } from 'zod';
import type { App } from './app.ts';
import { JobFailure, type Task } from './jobs.ts';
import { type Mailer, openMailer } from './mail.ts';
import { mailProblem } from './mail-problem.ts';
import { openWords } from './vault/open-words.ts';

const payloadInput = z.object({ mailId: z.uuid() });

/**
 * The job `send-mail`: takes one mail out of the outbox. Without a mail server it stays there. Its text, which may hold
 * a way in, is forgotten once it is sent; after a refusal for good it is not tried again, and what a person wrote is forgotten
 * too.
 */
export function sendMailTask(mailer: Mailer | undefined): Task {
  return async (app, payload) => {
    if (!mailer) return;
    const { mailId } = payloadInput.parse(payload);
    const mail = await findUnsent(app, mailId);
    // Empty: whoever wrote it was erased a moment ago.
    if (!mail || mail.text_body === '') return;
    try {
      await mailer.send({ id: mail.id, to: mail.to_address, subject: mail.subject, text: mail.text_body });
    } catch (error) {
      const problem = mailProblem(error);
      const over = problem.forGood && mail.written_by !== null;
      await note(app, mailId, { last_error: problem.code, ...(over && { text_body: '' }) });
      if (!problem.forGood) throw new JobFailure(`mail was not taken: ${problem.code}`);
      app.log.warn({ mailId, code: problem.code }, 'a mail was refused for good');
      return;
    }
    await note(app, mailId, { sent_at: app.clock.now(), text_body: '', last_error: null });
  };
}

/** The task with its way to the configured mail server. */
export function openSendMail(app: App): { task: Task; close(): void } {
  const mailer = openMailer(app.config);
  return { task: sendMailTask(mailer), close: () => mailer?.close() };
}

/** What made-up people write to real addresses stays in the outbox. What a person wrote is opened here and nowhere before. */
async function findUnsent({ database }: App, id: string) {
  const mail = await database.asWorker({}, (tx) =>
    tx
      .selectFrom('mail')
      .leftJoin('organisation', 'organisation.id', 'mail.organisation_id')
      .select(['mail.id', 'to_address', 'subject', 'text_body', 'organisation_id', 'written_by'])
      .where('mail.id', '=', id)
      .where('sent_at', 'is', null)
      .where((row) => row.or([row('demonstration', 'is', null), row('demonstration', '=', false)]))
      .executeTakeFirst(),
  );
  const organisationId = mail?.organisation_id;
  if (!mail?.written_by || !organisationId) return mail;
  const [opened] = await database.asWorker({ organisationId }, (tx) =>
    openWords(tx, 'mail', organisationId, [mail]),
  );
  return opened;
}

async function note(
  { database }: App,
  id: string,
  change: { sent_at?: Date; text_body?: string; last_error: string | null },
): Promise<void> {
  await database.asWorker({}, (tx) =>
    tx
      .updateTable('mail')
      .set((row) => ({ ...change, attempts: row('attempts', '+', 1) }))
      .where('id', '=', id)
      .execute(),
  );
}
