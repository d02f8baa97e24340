import { isPaused } from '#core/nudges/plan-nudges.ts';
import { readAddress } from '#features/people/use-cases/read-address.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import type { Mailer, OutgoingMail } from '#server/mail.ts';
import { mailProblem } from '#server/mail-problem.ts';
import { hashToken, newToken } from '#server/tokens.ts';
import { nudgeMail } from '../mail.ts';
import { giveBack, listReserved, noteLetter, takeLetter } from '../store/letters.ts';
import { insertAnswerLink } from '../store/links.ts';
import { lookAgain } from '../store/settings.ts';
import { gatherFacts, topicsOf } from './gather-facts.ts';
import type { Topic } from './gather-wanted.ts';

type Parts = Pick<App, 'database' | 'clock' | 'config' | 'log'>;
type Reserved = Actor & { id: string };

const minute = 60_000;
const day = 24 * 60 * minute;
const mostTries = 5;
/** How long a link in a mail answers. */
const answersFor = 14 * day;
/** How long an address that the mail server refused is left alone. */
const refusedFor = day;

/**
 * Hands over what is reserved. A letter is taken, then sent, then noted as sent; whoever is killed in between leaves one of
 * which nobody knows whether the mail server took it, and that one is never sent again: a nudge too few does less harm than
 * one twice. What is surely not sent is tried again while it is of use: where a pause, a refusal or a moment that has moved on
 * drops a letter, what it held is given back, and said once when it may be.
 */
export async function sendLetters(parts: Parts, mailer: Mailer): Promise<void> {
  const { database, clock } = parts;
  const reserved = await database.asWorker({}, (tx) => listReserved(tx, { now: clock.now(), most: 500 }));
  if (reserved.length === 0) return;
  try {
    // Asked first, so that a server that is away costs no letter its certainty.
    await mailer.knock();
  } catch (error) {
    parts.log.warn({ code: mailProblem(error).code }, 'the mail server does not let us in; nudges wait');
    return;
  }
  for (const letter of reserved) await sendLetter(parts, mailer, letter);
}

async function sendLetter(parts: Parts, mailer: Mailer, letter: Reserved): Promise<void> {
  const { database, clock, log } = parts;
  const taken = await takeAndWrite(parts, letter);
  if (!taken) return;
  try {
    await mailer.send(taken.mail);
  } catch (error) {
    const problem = mailProblem(error);
    const now = clock.now();
    const again = problem.notTaken && !problem.forGood && taken.tries < mostTries;
    const change = again
      ? { handed_at: null, try_after: new Date(now.getTime() + taken.tries * 10 * minute) }
      : problem.notTaken
        ? { dropped_at: now }
        : {};
    await database.asPerson(letter, async (tx) => {
      await noteLetter(tx, letter, letter.id, { ...change, problem: problem.code });
      if (!('dropped_at' in change)) return;
      await giveBack(tx, letter, letter.id);
      await lookAgain(tx, letter, new Date(now.getTime() + refusedFor));
    });
    log.warn({ code: problem.code, again }, 'a nudge was not sent');
    return;
  }
  await database.asPerson(letter, (tx) =>
    noteLetter(tx, letter, letter.id, { sent_at: clock.now(), problem: null }),
  );
}

/** Takes the letter and writes it as things stand now; undefined where nothing is left to say. */
async function takeAndWrite(
  { database, clock, config }: Parts,
  letter: Reserved,
): Promise<{ mail: OutgoingMail; tries: number } | undefined> {
  const now = clock.now();
  const stop = newToken();
  return database.asPerson(letter, async (tx) => {
    const taken = await takeLetter(tx, letter, { id: letter.id, at: now, stopHash: hashToken(stop) });
    if (!taken) return undefined;
    const reader = await readAddress(tx, letter);
    const facts = await gatherFacts(tx, { ...letter, timeZone: reader.timeZone }, { now: now.getTime() });
    const topics = topicsOf(facts.topics, taken.said).filter(
      (topic) => now.getTime() < topic.until && !facts.settings.off.includes(topic.kind),
    );
    if (topics.length === 0 || !reader.email || !facts.settings.byMail || isPaused(facts)) {
      await noteLetter(tx, letter, letter.id, { dropped_at: now });
      await giveBack(tx, letter, letter.id);
      return undefined;
    }
    await giveBack(tx, letter, letter.id, topics);
    const answers = new Map<Topic, string>();
    for (const topic of topics.filter(({ kind }) => kind === 'after-moment' || kind === 'quiet-card')) {
      const token = newToken();
      const expiresAt = new Date(now.getTime() + answersFor);
      await insertAnswerLink(tx, letter, { card: topic.about, hash: hashToken(token), expiresAt });
      answers.set(topic, token);
    }
    const mail = nudgeMail({ config, reader, weekly: facts.settings.weekly, topics, answers, stop, now });
    return { mail: { id: letter.id, to: reader.email, ...mail }, tries: taken.tries };
  });
}
