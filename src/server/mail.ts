import { sql, type Transaction } from 'kysely';
import { createTransport } from 'nodemailer';
import { oneLine } from '#core/text/one-line.ts';
import type { Config } from './config.ts';
import { newId } from './ids.ts';
import type { DB } from './schema.generated.ts';
import { sealText } from './vault/seal-words.ts';

export interface Letter {
  /** Null for a mail that belongs to no organisation. */
  organisationId: string | null;
  /** What it is for, as the outbox shows it: `sign-in`, `invitation`. */
  kind: string;
  to: string;
  subject: string;
  text: string;
  /** Who acts, where words of theirs stand in the text: it is kept sealed with their key until it is sent. */
  writtenBy?: string;
  /** Whose names stand in it, beside its reader's: it goes with each of them when they are erased. */
  names?: readonly string[];
}

/**
 * Puts a mail in the outbox and its job in the queue, in the caller's transaction: it is sent if and only if the change
 * that it tells of was made. Without a mail server it stays in the outbox, which the operator can read.
 */
export async function queueMail(tx: Transaction<DB>, letter: Letter): Promise<string> {
  const id = newId();
  const { organisationId, kind, to, writtenBy = null, names = [] } = letter;
  // Names of people and circles stand in subjects; a line break there would start a header.
  const subject = oneLine(letter.subject);
  const text = await textToKeep(tx, id, letter);
  const named = writtenBy ? [...names, writtenBy] : names;
  await sql`SELECT queue_mail(${id}, ${organisationId}, ${kind}, ${to}, ${subject}, ${text}, ${writtenBy},
    ${[...named]}::uuid[])`.execute(tx);
  return id;
}

async function textToKeep(
  tx: Transaction<DB>,
  id: string,
  { organisationId, writtenBy: owner, text }: Letter,
): Promise<string> {
  if (!owner) return text;
  if (!organisationId) throw new Error('words of somebody of no organisation');
  return sealText(tx, 'mail', { organisationId, owner, row: id }, { column: 'text_body', text });
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
