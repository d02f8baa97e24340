import { expect, test } from 'vitest';
import { m } from '#messages';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { foundCircle } from './stage/found-circle.ts';
import { problemsOf } from './stage/look-at.ts';
import { enterRoom, openRoom } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let mara: Visitor;

const stored = (person: Visitor) =>
  person.page.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith('rondo'))
      .sort(),
  );
const databases = (person: Visitor) =>
  person.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

/** Leaves something in the browser that was never sent, of its own person and of one who was here before. Answers who that is. */
async function leaveUnsent(person: Visitor): Promise<string> {
  return person.page.evaluate(async () => {
    const own = localStorage.getItem('rondo-person') ?? '';
    localStorage.setItem(`rondo:${own}:a-session:draft:thanks`, '{"field":"thanks","body":"not sent"}');
    localStorage.setItem('rondo:another:a-session:draft:thanks', '{"field":"thanks","body":"not sent"}');
    const opening = indexedDB.open(`rondo-recordings:${own}`, 1);
    opening.onupgradeneeded = () => {
      const recordings = opening.result.createObjectStore('recordings', { keyPath: 'id' });
      opening.result.createObjectStore('chunks', { keyPath: ['unsent', 'number'] });
      recordings.put({ id: 'a-recording', circle: 'a-circle', startedAt: 0 });
    };
    await new Promise((resolve) => {
      opening.onsuccess = resolve;
    });
    opening.result.close();
    return own;
  });
}

test('who signs out reads before what was never sent, and leaves nothing in the browser', async () => {
  mara = await stage.visitor('Mara Lind');
  const noor = await stage.visitor('Noor Haddad', phone);
  const circle = await foundCircle(stage, [mara, noor]);
  const room = await openRoom(mara, { circle });
  await enterRoom(noor, room);

  // The room that stands open in a second tab writes no more down after its person is gone.
  const left = await noor.context.newPage();
  await left.goto(new URL(room, noor.origin).href);
  await noor.goto('/me');
  // Left by another tab, while this page was open already.
  const own = await leaveUnsent(noor);
  expect((await stored(noor)).filter((key) => key.endsWith(':a-session:draft:thanks'))).toHaveLength(2);
  await noor.press(m.people_me_sign_out());
  await noor.sees(m.people_unsent_title());
  await noor.page.getByRole('link', { name: m.people_unsent_words({ count: 1 }) }).waitFor();
  await noor.page.getByRole('link', { name: m.people_unsent_recordings({ count: 1 }) }).waitFor();
  expect(await misfits(noor.page, 'what was not sent')).toEqual([]);
  await noor.page.screenshot({ path: pictureFile('sign-out-unsent-phone'), fullPage: true });
  // Who comes to the page later reads it at once.
  await noor.goto('/me');
  await noor.sees(m.people_unsent_title());
  expect(await databases(noor)).toEqual([`rondo-recordings:${own}`]);
  await noor.press(m.people_unsent_sign_out());
  await noor.page.waitForURL('**/sign-in?signed-out');
  await expect.poll(() => stored(noor)).toEqual(['rondo:another:a-session:draft:thanks']);
  await expect.poll(() => databases(noor)).toEqual([]);
  await left.close();
});

test('who is signed out from elsewhere leaves what they never sent, and nothing else', async () => {
  await mara.goto('/me');
  const own = await leaveUnsent(mara);
  await mara.goto('/me');
  await mara.sees(m.people_unsent_title());
  expect(await problemsOf(mara.page, 'what was not sent')).toEqual([]);
  await mara.page.evaluate(() => localStorage.setItem('rondo-cues', '{"sound":true}'));
  // Signed out from elsewhere: this browser still brings the cookie, and nobody knows it any more.
  const [cookie] = (await mara.context.cookies()).filter(({ name }) => name === 'rondo');
  await mara.context.addCookies([{ ...cookie, name: 'rondo', value: 'x'.repeat(43) }]);
  const kept = [
    `rondo-away:${own}`,
    `rondo:${own}:a-session:draft:thanks`,
    'rondo:another:a-session:draft:thanks',
  ].sort();
  await mara.goto('/library');
  await expect.poll(() => stored(mara)).toEqual(kept);
  // Nor does the page on which somebody signed out by hand take it, where it is only come back to.
  await mara.goto('/sign-in?signed-out');
  await mara.goto('/library');
  expect(await stored(mara)).toEqual(kept);
  expect(await databases(mara)).toEqual([`rondo-recordings:${own}`]);
});
