import { once } from 'node:events';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll } from 'vitest';
import { freePort } from '#server/free-port.ts';

/** A mail server whose moods a test decides. */
export interface MailServer {
  /** As `SMTP_URL`. */
  url(): string;
  /** What came to this address, the oldest first. */
  to(address: string): Email[];
  /** Refuses the next mail with this code. */
  answers(code: number): void;
  /** Takes the next mail, and hangs up without a word. */
  breaksAfter(): void;
  reset(): void;
}

/** Opens a mail server for the rest of a file. */
export function openMailServer(): MailServer {
  let port = 0;
  let code: number | undefined;
  let breaks = false;
  const taken: Email[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', async () => {
        if (code !== undefined) {
          const responseCode = code;
          code = undefined;
          return done(Object.assign(new Error('not now'), { responseCode }));
        }
        taken.push(await PostalMime.parse(Buffer.concat(parts)));
        if (!breaks) return done();
        breaks = false;
        for (const connection of server.connections)
          if (connection.session === session) connection._socket.destroy();
      });
    },
  });
  server.on('error', () => undefined);
  beforeAll(async () => {
    port = await freePort();
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
  });
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    url: () => `smtp://127.0.0.1:${port}`,
    to: (address) => taken.filter((mail) => mail.to?.some((each) => each.address === address)),
    answers: (refusal) => {
      code = refusal;
    },
    breaksAfter: () => {
      breaks = true;
    },
    reset: () => {
      taken.length = 0;
      code = undefined;
      breaks = false;
    },
  };
}
