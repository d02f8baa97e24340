import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect } from 'vitest';
import { freePort } from '#server/free-port.ts';

/** A mail server that takes every mail. */
export interface Mailbox {
  /** As `SMTP_URL`. */
  url: string;
  /** Waits for a mail to this address whose subject holds these words; the newest where there are several. */
  receives(address: string, words: string): Promise<Email>;
  /** Subjects of all that came to this address so far. */
  subjectsTo(address: string): string[];
}

/** Opens a mailbox for the rest of a file. */
export async function openMailbox(): Promise<Mailbox> {
  const taken: Email[] = [];
  const port = await freePort();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        taken.push(await PostalMime.parse(Buffer.concat(parts)));
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const to = (address: string) => taken.filter((mail) => mail.to?.some((each) => each.address === address));
  return {
    url: `smtp://127.0.0.1:${port}`,
    async receives(address, words) {
      const found = () => to(address).findLast(({ subject }) => subject?.includes(words));
      await expect.poll(found, { timeout: 30_000, interval: 100 }).toBeDefined();
      return found() as Email;
    },
    subjectsTo: (address) => to(address).map(({ subject }) => subject ?? ''),
  };
}

/** The link of a mail, as a path. */
export function linkIn({ text = '' }: Email): string {
  const link = /https?:\/\/\S+/u.exec(text)?.[0];
  if (!link) throw new Error(`no link in: ${text}`);
  return new URL(link).pathname;
}
