import { planNudges } from '#core/nudges/plan-nudges.ts';
import { readAddress } from '#features/people/use-cases/read-address.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { describeError } from '#server/describe-error.ts';
import { newId } from '#server/ids.ts';
import { listPeopleToLookAt, reserveLetter } from '../store/letters.ts';
import { lookAgain } from '../store/settings.ts';
import { gatherFacts } from './gather-facts.ts';

const batch = 100;
const hour = 3_600_000;

/** Looks at everybody whose turn it is, and reserves a letter for whom something is due. */
export async function planLetters(app: App): Promise<void> {
  const { database, clock } = app;
  for (;;) {
    const now = clock.now();
    const people = await database.asWorker({}, (tx) => listPeopleToLookAt(tx, { now, most: batch }));
    for (const person of people) await lookAt(app, person);
    if (people.length < batch) return;
  }
}

/** One person whose plan fails must not keep the others waiting. */
async function lookAt(app: App, person: Actor): Promise<void> {
  try {
    await planLetter(app, person);
  } catch (error) {
    app.log.warn({ error: describeError(error) }, 'nudges of one person could not be planned');
    const later = new Date(app.clock.now().getTime() + hour);
    await app.database.asPerson(person, (tx) => lookAgain(tx, person, later));
  }
}

/** Reserves what is due now for one person as one letter; answers its id. */
export async function planLetter(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  person: Actor,
): Promise<string | undefined> {
  const now = clock.now().getTime();
  return database.asPerson(person, async (tx) => {
    const { timeZone } = await readAddress(tx, person);
    const facts = await gatherFacts(tx, { ...person, timeZone }, { now, hold: true });
    const plan = planNudges(facts);
    await lookAgain(tx, person, new Date(plan.lookAt));
    if (!facts.settings.byMail || plan.letter.length === 0) return undefined;
    const id = newId(now);
    await reserveLetter(tx, person, { id, at: new Date(now), nudges: plan.letter });
    return id;
  });
}
