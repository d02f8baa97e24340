import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import { removeCard } from '#features/commitments/use-cases/remove-card.ts';
import {
  addSighting,
  removeSightingOfMine,
  strikeSighting,
} from '#features/commitments/use-cases/see-in-the-wild.ts';
import { writeCard } from '#features/commitments/use-cases/write-card.ts';
import { consentToFinding, takeBackFinding } from '#features/findings/use-cases/consent-to-finding.ts';
import { sendFinding } from '#features/findings/use-cases/send-finding.ts';
import { beginFinding, rewordFinding } from '#features/findings/use-cases/write-finding.ts';
import { dropImprovement, keepImprovement } from '#features/improvement/use-cases/keep-improvement.ts';
import { removeEntry, writeEntry } from '#features/journal/use-cases/write-entry.ts';
import { agreeToPact, beginPact, leavePact } from '#features/pacts/use-cases/agree-on-pact.ts';
import { tellProgress } from '#features/pacts/use-cases/tell-progress.ts';
import type { Actor, Tx } from '#server/database.ts';
import { hashToken } from '#server/tokens.ts';
import { useApp } from '../../../tests/support/app.ts';
import { asMember, makeCircle, makePeople } from '../../../tests/support/circle.ts';
import { openTestSession } from '../../../tests/support/session.ts';
import type { CircleMember } from '../circles/access.ts';
import { saveReply } from '../findings/store/links.ts';
import { lookAtFinding } from '../findings/use-cases/answer-finding.ts';

const app = useApp();
let listening: Client;
let heard: string[] = [];
let circleId = '';
let mara: Actor;
let ilya: Actor;
let noor: Actor;

beforeAll(async () => {
  listening = new Client({ connectionString: app.database.appUrl });
  await listening.connect();
  listening.on('notification', ({ payload = '' }) => heard.push(payload));
  await listening.query('LISTEN rondo_changes');
});
afterAll(() => listening.end());
beforeEach(async () => {
  [mara, ilya, noor] = (await makePeople(app.database, ['Mara Lind', 'Ilya Berg', 'Noor Haddad'])) as [
    Actor,
    Actor,
    Actor,
  ];
  ({ circleId } = await makeCircle(app.database, [mara, ilya, noor]));
});

/** Who is told what by this work, once each; nobody else is. */
async function told(work: () => Promise<unknown>): Promise<Record<string, string[]>> {
  await listening.query('SELECT 1');
  heard = [];
  await work();
  await listening.query('SELECT 1');
  const names = new Map(
    [mara, ilya, noor].map(({ personId }, at) => [personId, ['Mara', 'Ilya', 'Noor'][at]]),
  );
  const topics: Record<string, Set<string>> = {};
  for (const [, topic = '', people = ''] of heard.map((payload) => payload.split(' '))) {
    const name = topic.replace(`:${circleId}`, '');
    const told = topics[name] ?? new Set();
    for (const person of people.split(',')) told.add(names.get(person) ?? 'somebody else');
    topics[name] = told;
  }
  return Object.fromEntries(Object.entries(topics).map(([topic, people]) => [topic, [...people].sort()]));
}

const as = <T>(actor: Actor, work: (tx: Tx, member: CircleMember) => Promise<T>) =>
  asMember(app.database, actor, circleId, work);
const all = ['Ilya', 'Mara', 'Noor'];
const now = new Date();
const words = {
  title: 'Reviews wait',
  obstacle: 'We forget.',
  change: 'One hour a day.',
  toPerson: null,
  toName: 'Vera Sand',
  toEmail: '',
  namesCircle: false,
};

test('what a circle raises is told to its members when the words change, go out, are answered or taken back', async () => {
  const id = randomUUID();
  expect(
    await told(() => as(mara, (tx, member) => beginFinding(tx, member, { ...words, id, card: null, now }))),
  ).toEqual({
    findings: all,
  });
  const reworded = { ...words, id, version: 1, now, change: 'Two hours.' };
  expect(await told(() => as(ilya, (tx, member) => rewordFinding(tx, member, reworded)))).toEqual({
    findings: all,
  });
  const say = (who: Actor, agrees: boolean) =>
    told(() => as(who, (tx, member) => consentToFinding(tx, member, { id, version: 2, agrees, now })));
  // A count that moves while somebody looks would say whose yes it was.
  expect(await say(mara, false)).toEqual({});
  expect(await say(mara, true)).toEqual({});
  expect(await say(noor, true)).toEqual({ findings: all });
  let token = '';
  const way = { mail: false, now, linkTo: (made: string) => (token = made) };
  expect(await told(() => as(mara, (tx, member) => sendFinding(tx, member, id, way)))).toEqual({
    findings: all,
  });
  const answer = () =>
    app.database.asNobody(async (tx) => {
      const raised = await lookAtFinding(tx, token);
      if (raised) await saveReply(tx, { hash: hashToken(token), raised, answer: 'Yes, from Monday on.' });
    });
  expect(await told(answer)).toEqual({ findings: all });
});

test('what is taken back before it is answered is told too', async () => {
  const id = randomUUID();
  await as(mara, (tx, member) => beginFinding(tx, member, { ...words, id, card: null, now }));
  expect(await told(() => as(noor, (tx, member) => takeBackFinding(tx, member, id)))).toEqual({
    findings: all,
  });
});

test('a pact of two tells the two of everything in it, and one of the circle tells the circle', async () => {
  const pact = randomUUID();
  const habits = { habits: ['One open question'], milestones: [], telling: '' };
  const both = { pacts: ['Ilya', 'Mara'] };
  const begin = () =>
    as(mara, (tx, member) => beginPact(tx, member, { ...habits, id: pact, partner: ilya.personId }));
  expect(await told(begin)).toEqual(both);
  expect(await told(() => as(ilya, (tx, member) => agreeToPact(tx, member, { pact, version: 1 })))).toEqual(
    both,
  );
  const report = { pact, on: '2026-11-21', word: 'partly' as const, text: 'Twice.' };
  expect(await told(() => as(ilya, (tx, member) => tellProgress(tx, member, report)))).toEqual(both);
  expect(await told(() => as(mara, (tx, member) => leavePact(tx, member, pact)))).toEqual(both);
  const ofAll = { ...habits, id: randomUUID(), partner: null };
  expect(await told(() => as(mara, (tx, member) => beginPact(tx, member, ofAll)))).toEqual({ pacts: all });
});

test('a row of the improvement plan tells the circle when it is written and when it is gone', async () => {
  const row = { practises: 'Asking', measure: 'They ask back' };
  expect(await told(() => as(mara, (tx, member) => keepImprovement(tx, member, row)))).toEqual({ plan: all });
  expect(await told(() => as(mara, dropImprovement))).toEqual({ plan: all });
});

test('what was seen in the wild tells whom it is about, when it is said and when it is taken back', async () => {
  const [card, id] = [randomUUID(), randomUUID()];
  const text = { experiment: 'I ask.', behaviour: '', context: '', criterion: '', dueOn: '' };
  await as(mara, (tx, member) => writeCard(tx, member, { id: card, card: text, now: Date.now() }));
  const sees = () => as(noor, (tx, member) => addSighting(tx, member, { id, card, text: 'You waited.' }));
  expect(await told(sees)).toEqual({ board: all, received: ['Mara'] });
  expect(await told(() => as(noor, (tx, member) => strikeSighting(tx, member, id)))).toEqual({
    board: all,
    received: ['Mara'],
  });
  await sees();
  await as(mara, leaveCircle);
  const remove = () => app.database.asPerson(mara, (tx) => removeSightingOfMine(tx, mara, id));
  expect(await told(remove)).toEqual({ board: ['Ilya', 'Noor'], received: ['Mara'] });
});

test('a card that is taken away tells the circle, and its owner’s page of what they received', async () => {
  const [card, id] = [randomUUID(), randomUUID()];
  const text = { experiment: 'I ask.', behaviour: '', context: '', criterion: '', dueOn: '' };
  await as(mara, (tx, member) => writeCard(tx, member, { id: card, card: text, now: Date.now() }));
  await as(noor, (tx, member) => addSighting(tx, member, { id, card, text: 'You waited.' }));
  expect(await told(() => as(ilya, (tx, member) => removeCard(tx, member, card)))).toEqual({});
  expect(await told(() => as(mara, (tx, member) => removeCard(tx, member, card)))).toEqual({
    board: all,
    received: ['Mara'],
  });
});

test('an entry of the journal tells its writer’s own pages, once, and nobody else’s', async () => {
  const text = { context: 'On the stairs', action: '', result: '', feelings: '' };
  const entry = {
    ...text,
    changed: '',
    matters: '',
    keep: '',
    id: randomUUID(),
    day: '2026-11-21',
    version: 0,
  };
  const write = (said: object) =>
    told(() => app.database.asPerson(mara, (tx) => writeEntry(tx, mara, { ...entry, ...said })));
  expect(await write({})).toEqual({ journal: ['Mara'] });
  // Its answer was lost, so it is sent again: nothing changed by that.
  expect(await write({})).toEqual({});
  expect(await write({ version: 1, context: 'In the lift' })).toEqual({ journal: ['Mara'] });
  expect(await write({ version: 1, context: 'Outside' })).toEqual({});
  expect(await told(() => app.database.asPerson(mara, (tx) => removeEntry(tx, mara, entry.id)))).toEqual({
    journal: ['Mara'],
  });
});

test('words about somebody in a session tell them when they are taken back, sealed ones tell nobody', async () => {
  const session = await openTestSession(app, { size: 3 });
  [mara, ilya, noor] = session.people as [Actor, Actor, Actor];
  const put = (released: string) =>
    app.database.asMaintenance(async (tx) => {
      const id = randomUUID();
      await tx
        .insertInto('session_words')
        .values({
          ...{ organisation_id: mara.organisationId, id, session_id: session.sessionId, kind: 'suggestion' },
          ...{ author_id: ilya.personId, subject_id: mara.personId, audience: 'session', body: '{}' },
          ...{ created_at: now, released_at: released ? now : null },
        })
        .execute();
      return id;
    });
  const remove = (id: string) =>
    told(() =>
      app.database.asMaintenance((tx) => tx.deleteFrom('session_words').where('id', '=', id).execute()),
    );
  const [open, sealed] = [await put('yes'), await put('')];
  expect(await remove(open)).toEqual({ received: ['Mara'] });
  expect(await remove(sealed)).toEqual({});
});
