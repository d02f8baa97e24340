import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundCircle } from './stage/found-circle.ts';
import { enterRoom, openRoom } from './stage/room.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();

const stored = (person: Visitor) =>
  person.page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('rondo')));

/** Leaves something in the browser that was never sent, of its own person and of one who was here before. */
async function leaveUnsent(person: Visitor): Promise<void> {
  await person.page.evaluate(() => {
    const own = localStorage.getItem('rondo-person');
    localStorage.setItem(`rondo:${own}:a-session:draft:thanks`, '{"field":"thanks","body":"not sent"}');
    localStorage.setItem('rondo:another:a-session:draft:thanks', '{"field":"thanks","body":"not sent"}');
  });
}

test('who signs out leaves nothing in the browser, nor who is signed out from elsewhere', async () => {
  const mara = await stage.visitor('Mara Lind');
  const noor = await stage.visitor('Noor Haddad');
  const circle = await foundCircle(stage, [mara, noor]);
  const room = await openRoom(mara, { circle });
  await enterRoom(noor, room);

  // The room that stands open in a second tab writes no more down after its person is gone.
  const left = await noor.context.newPage();
  await left.goto(new URL(room, noor.origin).href);
  await noor.goto('/me');
  await leaveUnsent(noor);
  expect((await stored(noor)).filter((key) => key.endsWith(':a-session:draft:thanks'))).toHaveLength(2);
  await noor.press(m.people_me_sign_out());
  await noor.page.waitForURL('**/sign-in?signed-out');
  await expect.poll(() => stored(noor)).toEqual(['rondo:another:a-session:draft:thanks']);
  await left.close();

  await mara.goto('/');
  await leaveUnsent(mara);
  await mara.goto('/library');
  expect((await stored(mara)).filter((key) => key.endsWith(':a-session:draft:thanks'))).toHaveLength(2);
  // Signed out from elsewhere: this browser still brings the cookie, and nobody knows it any more.
  const [cookie] = (await mara.context.cookies()).filter(({ name }) => name === 'rondo');
  await mara.context.addCookies([{ ...cookie, name: 'rondo', value: 'x'.repeat(43) }]);
  await mara.goto('/library');
  await expect.poll(() => stored(mara)).toEqual(['rondo:another:a-session:draft:thanks']);
});
