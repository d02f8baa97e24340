import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Playbook } from '#core/playbook/playbook.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { leaveCircle } from '#features/circles/use-cases/leave-circle.ts';
import type { Actor } from '#server/database.ts';
import { newId } from '#server/ids.ts';
import { asMember, makeCircle, makePeople } from '../../../../tests/support/circle.ts';
import { useDatabase } from '../../../../tests/support/database.ts';
import { browseLibrary } from '../use-cases/browse-library.ts';
import { findPlaybookFor, listOwnPlaybooks } from '../use-cases/find-playbook-for.ts';
import { findShippedPlaybook } from '../use-cases/find-shipped-playbook.ts';
import { changeOwnPlaybook, keepPlaybook, letGoOfPlaybook } from '../use-cases/keep-playbook.ts';
import { openPlaybook } from '../use-cases/open-playbook.ts';

const database = useDatabase();
const drill = findShippedPlaybook('live-drill')?.playbook as Playbook;
const ours: Playbook = { ...drill, title: 'Our drill', parent: { slug: 'live-drill', version: '1.0.0' } };

/** Ana and Ben have a circle with a form of their own; Cleo is their colleague, Una works elsewhere. */
async function circleWithForm() {
  const [ana, ben, cleo] = (await makePeople(database, ['Ana Reed', 'Ben Hale', 'Cleo Marsh'])) as [
    Actor,
    Actor,
    Actor,
  ];
  const [una] = (await makePeople(database, ['Una Fern'])) as [Actor];
  const { circleId } = await makeCircle(database, [ana, ben]);
  const { slug } = await asMember(database, ana, circleId, (tx, member) => keepPlaybook(tx, member, ours));
  return { ana, ben, cleo, una, circleId, slug };
}

test('every member finds the own form, and it names where it comes from', async () => {
  const { ben, circleId, slug } = await circleWithForm();
  expect(slug).toBe('our-drill');
  const found = await asMember(database, ben, circleId, (tx, member) => findPlaybookFor(tx, member, slug));
  expect(found?.playbook).toEqual(ours);
  expect(found?.own).toEqual({ circleId, circleName: 'The Thursday five' });
  const library = await database.asPerson(ben, (tx) => browseLibrary(tx, ben));
  expect(library.own.map(({ title }) => title)).toEqual(['Our drill']);
});

test('an own form never hides a playbook of the library or another form', async () => {
  const { ana, circleId } = await circleWithForm();
  const keep = (title: string) =>
    asMember(database, ana, circleId, (tx, member) => keepPlaybook(tx, member, { ...ours, title }));
  expect((await keep('Our drill')).slug).toBe('our-drill-2');
  expect((await keep('Live drill')).slug).toBe('live-drill-2');
  expect((await keep('練習')).slug).toBe('our-own');
});

test('any member changes the form or lets it go', async () => {
  const { ana, ben, circleId, slug } = await circleWithForm();
  const playbook = { ...ours, title: 'Our shorter drill' };
  const change = { slug, playbook };
  expect(await asMember(database, ben, circleId, (tx, member) => changeOwnPlaybook(tx, member, change))).toBe(
    true,
  );
  const find = () => asMember(database, ana, circleId, (tx, member) => findPlaybookFor(tx, member, slug));
  expect((await find())?.playbook.title).toBe('Our shorter drill');
  expect(await asMember(database, ana, circleId, (tx, member) => letGoOfPlaybook(tx, member, slug))).toBe(
    true,
  );
  expect(await find()).toBeUndefined();
  expect(await asMember(database, ben, circleId, (tx, member) => changeOwnPlaybook(tx, member, change))).toBe(
    false,
  );
});

test.each(['cleo', 'una'] as const)('%s, who is no member, is not shown it by any page', async (name) => {
  const { circleId, slug, ...people } = await circleWithForm();
  const outsider = people[name];
  await database.asPerson(outsider, async (tx) => {
    expect(await openPlaybook(tx, outsider, { slug, circleId })).toBeUndefined();
    expect(await openPlaybook(tx, outsider, { slug })).toBeUndefined();
    expect(await listOwnPlaybooks(tx, outsider)).toEqual([]);
  });
});

/** A scope that was never minted: what a mistake in the gate would hand to the store. The second wall must hold alone. */
function forged(actor: Actor, circleId: string): CircleMember {
  return { ...actor, circleId, seat: 1, closed: false } as CircleMember;
}

test.each(['cleo', 'una', 'former'] as const)(
  '%s can neither read, make, change nor remove it, even past the gate',
  async (name) => {
    const { circleId, slug, ana, ...people } = await circleWithForm();
    if (name === 'former') await asMember(database, people.ben, circleId, leaveCircle);
    const outsider = name === 'former' ? people.ben : people[name];
    const scope = forged({ ...outsider, organisationId: ana.organisationId }, circleId);
    await database.asPerson(outsider, async (tx) => {
      expect(await findPlaybookFor(tx, scope, slug)).toBeUndefined();
      expect(await changeOwnPlaybook(tx, scope, { slug, playbook: drill })).toBe(false);
      expect(await letGoOfPlaybook(tx, scope, slug)).toBe(false);
      expect(await tx.selectFrom('playbook').select('text').execute()).toEqual([]);
    });
    await expect(
      database.asPerson(outsider, (tx) => keepPlaybook(tx, scope, { ...ours, title: 'Smuggled in' })),
    ).rejects.toThrow('row-level security');
    const kept = await asMember(database, ana, circleId, (tx, member) => findPlaybookFor(tx, member, slug));
    expect(kept?.playbook).toEqual(ours);
  },
);

test('nobody makes a form in the name of another', async () => {
  const { ana, ben, circleId } = await circleWithForm();
  const made = database.asPerson(ana, (tx) =>
    sql`INSERT INTO playbook (organisation_id, id, circle_id, slug, title, text, made_by)
      VALUES (${ana.organisationId}, ${newId()}, ${circleId}, 'x', 'x', 'x', ${ben.personId})`.execute(tx),
  );
  await expect(made).rejects.toThrow('row-level security');
});
