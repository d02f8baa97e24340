import { randomUUID } from 'node:crypto';
import type { Email } from 'postal-mime';
import { beforeAll, beforeEach } from 'vitest';
import { instantAt } from '#core/time/wall-clock.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { planLetters } from '#features/nudges/use-cases/plan-letters.ts';
import { sendLetters } from '#features/nudges/use-cases/send-letters.ts';
import { setMoment } from '#features/nudges/use-cases/set-moment.ts';
import type { Actor } from '#server/database.ts';
import { openMailer } from '#server/mail.ts';
import { type TestApp, useApp } from './app.ts';
import { asMember, makeCircle, makePeople } from './circle.ts';
import { type MailServer, openMailServer } from './mail-server.ts';

/** Somebody with an address, in a circle with one other. */
export interface Reader extends Actor {
  email: string;
  circleId: string;
  other: Actor;
}

export interface Nudges {
  app: TestApp;
  post: MailServer;
  /** What the job does, at this moment. */
  run(at: number): Promise<void>;
  arrange(zone: string): Promise<Reader>;
  /** Puts a card of theirs on the board, with its meeting at this moment. */
  putCard(reader: Reader, moment?: number, words?: string): Promise<string>;
  /** The moment at which clocks in a zone show this. */
  at(local: string, zone: string): number;
  mailsTo(reader: Reader): Email[];
  subjects(reader: Reader): (string | undefined)[];
}

export const experiment = 'I ask before I explain.';

/** Nudges over a real database and a real mail server, with a clock that a test moves. */
export function useNudges(): Nudges {
  const app = useApp({ PUBLIC_URL: 'https://rondo.lantern.example' });
  const post = openMailServer();
  beforeAll(() => {
    app.config.SMTP_URL = post.url();
    app.config.MAIL_FROM = 'Rondo <rondo@lantern.example>';
  });
  beforeEach(async () => {
    post.reset();
    // Everybody before belongs to another test.
    await app.database.asMaintenance((tx) => tx.deleteFrom('person_contact').execute());
  });

  async function run(at: number): Promise<void> {
    app.time = new Date(at);
    const mailer = openMailer(app.config);
    if (!mailer) throw new Error('no mail server');
    await planLetters(app);
    await sendLetters(app, mailer);
    mailer.close();
  }

  async function arrange(zone: string): Promise<Reader> {
    const people = (await makePeople(app.database, ['Ama Boateng', 'Ilya Petrov'])) as [Actor, Actor];
    const [ama, other] = people;
    const { circleId } = await makeCircle(app.database, people);
    const email = `ama-${ama.personId.slice(-6)}@lantern.example`;
    await app.database.asMaintenance(async (tx) => {
      await tx.updateTable('person').set({ time_zone: zone }).where('id', '=', ama.personId).execute();
      const row = { organisation_id: ama.organisationId, person_id: ama.personId, email };
      await tx.insertInto('person_contact').values(row).execute();
    });
    return { ...ama, email, circleId, other };
  }

  async function putCard(reader: Reader, moment?: number, words = experiment): Promise<string> {
    const id = randomUUID();
    const card = { experiment: words, behaviour: '', context: 'Planning', criterion: '', dueOn: '' };
    await asMember(app.database, reader, reader.circleId, async (tx, member) => {
      await writeCard(tx, member, { id, card, now: Date.now() });
      await setMoment(tx, member, { card: id, at: moment });
    });
    return id;
  }

  const mailsTo = ({ email }: Reader) => post.to(email);
  return {
    ...{ app, post, run, arrange, putCard, mailsTo },
    at: (local, zone) => instantAt(local, zone) ?? Number.NaN,
    subjects: (reader) => mailsTo(reader).map(({ subject }) => subject),
  };
}

/** The token of a mail's link; empty where it has none. */
export function tokenIn(mail: Email | undefined, part: 'answer' | 'stop'): string {
  return new RegExp(`/nudges/${part}/([\\w-]{43})`).exec(mail?.text ?? '')?.[1] ?? '';
}

export function headerOf(mail: Email | undefined, key: string): string | undefined {
  return mail?.headers.find((header) => header.key === key)?.value;
}
