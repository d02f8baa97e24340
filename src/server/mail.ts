import { sql, type Transaction } from 'kysely';
import { createTransport } from 'nodemailer';
import { oneLine } from '#core/text/one-line.ts';
import type { Config } from './config.ts';
import { newId } from './ids.ts';
import type { DB } from './schema.generated.ts';

export interface Letter {
  /** Null for a mail that belongs to no organisation. */
  organisationId: string | null;
  /** What it is for, as the outbox shows it: `sign-in`, `invitation`. */
  kind: string;
  to: string;
  subject: string;
  text: string;
}

/**
 * Puts a mail in the outbox and its job in the queue, in the caller's transaction: it is sent if and only if the change
 * that it tells of was made. Without a mail server it stays in the outbox, which the operator can read.
 */
export async function queueMail(tx: Transaction<DB>, letter: Letter): Promise<string> {
  const id = newId();
  // Names of people and circles stand in subjects; a line break there would start a header.
  await sql`SELECT queue_mail(${id}, ${letter.organisationId}, ${letter.kind}, ${letter.to}, ${oneLine(letter.subject)}, ${letter.text})`.execute(
    tx,
  );
  return id;
}

/** Whether mails leave this machine at all. */
export function mailIsSet(config: Pick<Config, 'SMTP_URL'>): boolean {
  return config.SMTP_URL !== undefined;
}

/** `id`: its Message-ID is made of it, so that one that is sent twice is known for the same mail. */
export interface OutgoingMail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html?: string;
  headers?: Record<string, string>;
}

export interface Mailer {
  /** Rejects when the server did not take the mail; the message may quote addresses and must not be logged. */
  send(mail: OutgoingMail): Promise<void>;
  /** Rejects unless the server is there and lets us in; nothing is sent. */
  knock(): Promise<void>;
  close(): void;
}

/** Opens the way to the mail server in `SMTP_URL`; undefined when none is configured. */
export function openMailer(config: Pick<Config, 'SMTP_URL' | 'MAIL_FROM'>): Mailer | undefined {
  if (!config.SMTP_URL) return undefined;
  const transport = createTransport({
    url: config.SMTP_URL,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  const host = /@([^>\s]+)/.exec(config.MAIL_FROM)?.[1] ?? 'localhost';
  return {
    async send({ id, to, subject, text, html, headers = {} }) {
      const messageId = `<${id}@${host}>`;
      await transport.sendMail({
        from: config.MAIL_FROM,
        to: { name: '', address: to },
        subject,
        text,
        ...(html && { html }),
        messageId,
        headers: { 'auto-submitted': 'auto-generated', ...headers },
      });
    },
    async knock() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}
