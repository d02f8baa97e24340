import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { enterRoom, gather, moveOnTo, openRoom, start } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// Files that are gone, a program that was killed and a cookie that nobody knows: the browser says so itself.
const stage = useStage({ expected: [/status of 404/, /net::ERR_/, /status of 401/] });
let mara: Visitor;
let noor: Visitor;
let room = '';

test('a room whose program was built anew says that a part is missing, and a reload brings it', async () => {
  const people = await Promise.all(['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name)));
  [mara, noor] = people as [Visitor, Visitor];
  const circle = await foundQuickly(stage, people);
  room = await openRoom(mara, { circle });
  await gather(people, room);
  await start(people, mara);
  await moveOnTo(people, { by: mara, to: 'Check in' });
  // The files of the next step but one are not here yet, and a new build has others.
  await noor.page.route('**/_app/immutable/**', (route) => route.fulfill({ status: 404 }));
  await moveOnTo(people, { by: mara, to: 'Live drill' });
  await noor.sees(m.room_part_missing());
  await noor.page.screenshot({ path: pictureFile('part-missing') });
  await noor.page.unroute('**/_app/immutable/**');
  await noor.press(m.room_part_missing_reload());
  await noor.button(m.room_pause()).waitFor();
  await moveOnTo(people, { by: mara, to: 'Evidence' });
  expect(await noor.page.getByText(m.room_part_missing()).count()).toBe(0);
});

test('who was signed out elsewhere while the room could not be reached is told so, and comes back in', async () => {
  await enterRoom(noor, room);
  const cookies = await noor.context.cookies();
  const [cookie] = cookies.filter(({ name }) => name === 'rondo');
  await noor.context.addCookies([{ ...cookie, name: 'rondo', value: 'x'.repeat(43) }]);
  await stage.kill();
  await noor.sees(m.room_offline());
  await stage.restart();
  await noor.sees(m.room_shut_out());
  await noor.page.getByRole('link', { name: m.room_sign_in() }).click();
  await noor.page.waitForURL((url) => url.searchParams.get('next') === room);
});
