import type { App } from '#server/app.ts';
import type { Task } from '#server/jobs.ts';
import { openMailer } from '#server/mail.ts';
import { deleteOldLetters } from './store/letters.ts';
import { planLetters } from './use-cases/plan-letters.ts';
import { sendLetters } from './use-cases/send-letters.ts';

/**
 * The job `send-nudges`, every minute: reserves what is due, then hands over what is reserved. Without a mail server it does
 * neither, so that nothing is waiting when there is one some day.
 */
export function openSendNudges(app: App): { task: Task; close(): void } {
  const mailer = openMailer(app.config);
  return {
    task: async (running) => {
      if (!mailer) return;
      await planLetters(running);
      await sendLetters(running, mailer);
    },
    close: () => mailer?.close(),
  };
}

/** The job `forget-nudges`, by night. */
export async function forgetNudges({ database, clock }: App): Promise<void> {
  await database.asWorker({}, (tx) => deleteOldLetters(tx, clock.now()));
}
