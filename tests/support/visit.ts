import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { agree } from '#features/decisions/use-cases/decide-together.ts';
import { readDecisions } from '#features/decisions/use-cases/read-decisions.ts';
import { openSession } from '#features/sessions/use-cases/open-session.ts';
import { planSession } from '#features/sessions/use-cases/plan-session.ts';
import { findVisitGuest } from '#features/visits/access.ts';
import { askVisit } from '#features/visits/use-cases/ask-visit.ts';
import { comeIn, consentAsGuest } from '#features/visits/use-cases/come-in.ts';
import { proposeVisit } from '#features/visits/use-cases/let-guest-in.ts';
import { readOwnVisit } from '#features/visits/use-cases/read-own-visits.ts';
import type { App } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { asMember, makePeople } from './circle.ts';
import { must, openTestSession, sessionOf, startSession, type TestSession } from './session.ts';

interface Host {
  circleId: string;
  people: readonly Actor[];
}

/** Somebody asks a circle to visit it; the visit's id. */
export async function ask(app: App, guest: Actor, circleId: string): Promise<string> {
  const sentence = 'I would like to see how you listen.';
  const asked = await app.database.asPerson(guest, (tx) => askVisit(tx, guest, { circleId, sentence }));
  if (!asked.ok) throw new Error(asked.reason);
  return asked.visitId;
}

/** A session of the live drill, planned for tomorrow. */
export async function planTomorrow(app: App, { circleId, people }: Host): Promise<string> {
  const playbookText = readFileSync(join(import.meta.dirname, '../../library/live-drill.md'), 'utf8');
  const [first] = people as [Actor];
  const planned = await asMember(app.database, first, circleId, (tx, member) =>
    planSession(tx, member, {
      playbookSlug: 'live-drill',
      playbookText,
      startsAt: new Date(app.clock.now().getTime() + 86_400_000),
      timeZone: 'Europe/London',
      oneDevice: false,
    }),
  );
  if (!planned.ok) throw new Error(planned.reason);
  return planned.sessionId;
}

/** The first member proposes, all the others agree; what the last one was answered. */
export async function letIn(
  app: App,
  { circleId, people }: Host,
  about: { visit: string; session: string },
): Promise<string> {
  const [first, ...others] = people as [Actor, ...Actor[]];
  const proposed = await asMember(app.database, first, circleId, (tx, member) =>
    proposeVisit(tx, member, about),
  );
  if (!proposed.ok) return proposed.reason;
  let answer = 'waits';
  for (const person of others) {
    answer = await asMember(app.database, person, circleId, async (tx, member) => {
      const { open } = await readDecisions(tx, member, { now: app.clock.now(), timeZone: 'UTC' });
      const done = await agree(tx, member, open?.id ?? '');
      return done.ok ? done.settling : done.reason;
    });
  }
  return answer;
}

/** The guest agrees to the agreement in force; its version, or undefined where they may not read it. */
export function consent(app: App, guest: Actor, visitId: string): Promise<number | undefined> {
  return app.database.asPerson(guest, async (tx) => {
    const proof = await findVisitGuest(tx, guest, visitId);
    const version = proof && (await readOwnVisit(tx, proof)).agreement?.version;
    if (proof && version) await consentAsGuest(tx, proof, version);
    return version;
  });
}

/** The session whose guest they are from now on; undefined where they cannot come in. */
export function enter(app: App, guest: Actor, visitId: string): Promise<string | undefined> {
  return app.database.asPerson(guest, async (tx) => {
    const proof = await findVisitGuest(tx, guest, visitId);
    const done = proof && (await comeIn(tx, proof));
    return done?.ok ? done.sessionId : undefined;
  });
}

/** Three who have met once, plan to meet again and have a card on their board; and Wren, of no circle of theirs. */
export async function hostWithGuest(app: App) {
  const past = await openTestSession(app, { size: 3 });
  await startSession(past);
  const [mara] = past.people;
  const said = { kind: 'artefact' as const, artefact: 'text' as const, text: 'Said last week.' };
  await must(past.act(mara, { type: 'write', wordsId: randomUUID(), body: said }));
  await must(past.act(mara, { type: 'close' }));
  await asMember(app.database, mara, past.circleId, (tx) =>
    sql`INSERT INTO commitment (organisation_id, id, circle_id, owner_id, experiment) VALUES (${mara.organisationId},
      ${randomUUID()}, ${past.circleId}, ${mara.personId}, 'I count to three')`.execute(tx),
  );
  const [wren] = (await makePeople(app.database, ['Wren'], mara.organisationId)) as [Actor];
  const session = await planTomorrow(app, past);
  const open = () =>
    asMember(app.database, mara, past.circleId, (tx, member) => openSession(tx, member, session));
  return { past, wren, session, mara, open };
}

/** The same, and Wren has asked to visit. */
export async function arrangeVisit(app: App) {
  const host = await hostWithGuest(app);
  return { ...host, visit: await ask(app, host.wren, host.past.circleId) };
}

/** The same, everyone agreed, and the room open. */
export async function agreedVisit(app: App) {
  const arranged = await arrangeVisit(app);
  const { past, session, visit } = arranged;
  const answer = await letIn(app, past, { visit, session });
  if (answer !== 'settled') throw new Error(answer);
  const room = sessionOf(app, past, session);
  return { ...arranged, room };
}

/** The guest in a running session, with what a member said in it. */
export async function insideVisit(app: App) {
  const all = await agreedVisit(app);
  await consent(app, all.wren, all.visit);
  await all.open();
  if ((await enter(app, all.wren, all.visit)) !== all.session) throw new Error('not let in');
  await startSession(all.room);
  await must(all.room.act(all.wren, { type: 'join' }));
  return all;
}

/** Everything that the database gives somebody, asked without the program's own wall. */
export async function rowsOf(app: App, actor: Actor, table: string): Promise<Record<string, unknown>[]> {
  return app.database.asPerson(actor, async (tx) => {
    const { rows } = await sql<Record<string, unknown>>`SELECT * FROM ${sql.table(table)}`.execute(tx);
    return rows;
  });
}

/** How many rows of each of these tables somebody finds, where there are any. */
export async function countsOf(
  app: App,
  actor: Actor,
  tables: readonly string[],
): Promise<Record<string, number>> {
  return app.database.asPerson(actor, async (tx) => {
    const found: Record<string, number> = {};
    for (const table of tables) {
      const { rows } = await sql`SELECT organisation_id FROM ${sql.table(table)}`.execute(tx);
      if (rows.length > 0) found[table] = rows.length;
    }
    return found;
  });
}

/** Tables of a circle, of which a guest finds no row. */
export const ofTheCircle = [
  'commitment',
  'card_step',
  'sighting',
  'circle_content',
  'membership',
  'agreement_version',
  'agreement_clause',
  'agreement_change',
  'agreement_consent',
  'circle_decision',
  'decision_agreement',
  'rota_turn',
  'rota_total',
  'playbook',
  'finding',
  'pact',
  'improvement',
  'recording',
];

/** Moves on to a step of this kind; whoever observes, a guest too, says that they have written what they saw. */
export async function until(room: TestSession, kind: string, guest?: Actor): Promise<void> {
  const [first] = room.people;
  for (let moves = 0; moves < 30; moves += 1) {
    const { now } = await room.view(first);
    if (!now || now.kind === kind) return;
    await room.act(first, { type: 'move-on', from: now.at });
    for (const person of guest ? [...room.people, guest] : room.people)
      await room.act(person, { type: 'ready', from: now.at });
  }
}
