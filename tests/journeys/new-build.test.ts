import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { makeNextBuild, type NextBuild } from './stage/next-build.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A request without a network is an error on the console, and so is one to a program that was killed, or a stream of it.
const stage = useStage({
  expected: [
    /net::ERR_INTERNET_DISCONNECTED|net::ERR_CONNECTION_(REFUSED|RESET)|ERR_EMPTY|ERR_INCOMPLETE_CHUNKED/,
  ],
});
let mara: Visitor;
/** A tab that stands open over the update. */
let standing: Visitor;
let next: NextBuild;

const cacheNames = () => mara.page.evaluate(() => caches.keys());
/** The names of the caches, and the scripts and looks in them. Makes a cache anew that is let go of meanwhile. */
const kept = () =>
  mara.page.evaluate(async () => {
    const names = await caches.keys();
    const stores = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    const paths = stores.flat().map(({ url }) => new URL(url).pathname);
    return { names, files: paths.filter((path) => /\.(js|css)$/.test(path)) };
  });
/** The scripts and looks that the page came with. */
const filesOfPage = () =>
  mara.page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => new URL(name).pathname)
      .filter((path) => /^\/_app\/immutable\/.+\.(js|css)$/.test(path)),
  );
const isOld = (path: string) => !next.isOwn(path);
const entriesWith = (text: string) => mara.page.getByRole('listitem').filter({ hasText: text }).count();

async function sent(text: string): Promise<void> {
  await expect
    .poll(async () => {
      await mara.goto('/journal');
      return entriesWith(text);
    })
    .toBe(1);
}

async function openAnew(path: string): Promise<void> {
  mara = await mara.secondTab();
  await mara.goto(path);
}

beforeAll(async () => {
  next = makeNextBuild();
  mara = await stage.visitor('Mara Lind');
  await foundQuickly(stage, [mara, await stage.visitor('Noor Haddad')]);
  await mara.goto('/journal');
  await mara.page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated')
      await new Promise<void>((done) =>
        active?.addEventListener('statechange', () => active.state === 'activated' && done()),
      );
  });
});

afterAll(() => rmSync(next.folder, { recursive: true, force: true }));

test('before the update the browser keeps the old program, and an entry that waits', async () => {
  const before = await kept();
  expect(before.names).toHaveLength(1);
  expect(before.files.length).toBeGreaterThan(3);
  expect(before.files.filter(isOld)).toEqual(before.files);
  await mara.context.setOffline(true);
  await openAnew('/journal/write');
  await mara.type(m.journal_context(), 'Before the update');
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 1 }));
  standing = mara;
  await standing.type(m.journal_feelings(), 'In the middle of it');
});

test('the journal opens without a network on the form that was kept, although the program is another by now', async () => {
  await stage.kill();
  await stage.restart(next.folder);
  await openAnew('/journal');
  await mara.sees(m.journal_waiting({ count: 1 }));
  await mara.sees(m.journal_draft_back());
  expect((await filesOfPage()).filter(isOld).length).toBeGreaterThan(3);
});

test('after it the page is of the new program alone, the entry arrives once, and nothing of the old one is kept', async () => {
  await mara.context.setOffline(false);
  await openAnew('/journal');
  const files = await filesOfPage();
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter(isOld)).toEqual([]);
  // Another tab may have sent it after this page was asked for.
  await sent('Before the update');
  await expect.poll(cacheNames).toEqual([`rondo-program ${next.version}`]);
  const { files: inside } = await kept();
  expect(inside.length).toBeGreaterThan(3);
  expect(inside.filter(isOld)).toEqual([]);
});

test('a form of the old program that stood open keeps its half sentence and sends it', async () => {
  await standing.press(m.journal_keep());
  await sent('In the middle of it');
  expect(await entriesWith('Before the update')).toBe(1);
});

test('without a network the journal opens on the new form', async () => {
  await mara.context.setOffline(true);
  await openAnew('/journal/write');
  await mara.sees(m.journal_offline());
  const files = await filesOfPage();
  expect(files.length).toBeGreaterThan(3);
  expect(files.filter(isOld)).toEqual([]);
  await mara.type(m.journal_context(), 'After the update');
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 1 }));
  await mara.context.setOffline(false);
  await mara.sees(m.journal_sent());
  await mara.goto('/journal');
  expect(await entriesWith('After the update')).toBe(1);
});
