import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { codeOf, signInWith } from './stage/personal-code.ts';
import { useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A request without a network is an error on the console.
const stage = useStage({ expected: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to load resource/] });
let mara: Visitor;
let noor: Visitor;
let circle = '';

const field = (label: string) => mara.page.getByLabel(label, { exact: true });
const own = () =>
  mara.page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes(':journal:')).length);
/** All that browsers keep for a site beside its storage: addresses by cache, and what the pages and files say. */
const kept = () =>
  mara.page.evaluate(async () => {
    const all: { cache: string; path: string; text: string }[] = [];
    for (const cache of await caches.keys()) {
      const store = await caches.open(cache);
      for (const request of await store.keys()) {
        const answer = await store.match(request);
        all.push({ cache, path: new URL(request.url).pathname, text: (await answer?.text()) ?? '' });
      }
    }
    return all;
  });
/** Opens an address in a new tab, as somebody who comes back another day does. */
async function openAnew(path: string): Promise<void> {
  await comeBack();
  await mara.goto(path);
}

async function comeBack(): Promise<void> {
  const left = mara.page;
  mara = await mara.secondTab();
  await left.close();
}

/** Until the browser keeps the form that opens without a network. */
async function atHand(): Promise<void> {
  await mara.page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state !== 'activated')
      await new Promise<void>((done) =>
        active?.addEventListener('statechange', () => active.state === 'activated' && done()),
      );
  });
}

beforeAll(async () => {
  mara = await stage.visitor('Mara Lind');
  noor = await stage.visitor('Noor Haddad');
  circle = await foundQuickly(stage, [mara, noor]);
  await mara.goto('/journal/write');
  await mara.type(m.journal_context(), 'Nobody but Mara knows of the greenhouse');
  await mara.press(m.journal_keep());
  await mara.page.waitForURL((url) => url.pathname === '/journal');
  await mara.sees(/greenhouse/);
  await atHand();
});

test('without a network the journal opens anew on a form, where half a sentence outlives a reload', async () => {
  await mara.context.setOffline(true);
  await openAnew('/journal/write');
  await mara.sees(m.journal_offline());
  await mara.type(m.journal_context(), 'The review ran late');
  await mara.page.reload();
  await mara.sees(m.journal_draft_back());
  expect(await field(m.journal_context()).inputValue()).toBe('The review ran late');
});

test('what is kept there waits on the device through another opening, and arrives once when the network is back', async () => {
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 1 }));
  await openAnew('/journal');
  await mara.sees(m.journal_waiting({ count: 1 }));
  await mara.context.setOffline(false);
  await mara.sees(m.journal_sent());
  expect(await own()).toBe(0);
  // The frame of the form knows nobody; the next page is whole again.
  await mara.page.getByRole('link', { name: 'Rondo' }).click();
  await mara.page.getByRole('link', { name: m.common_nav_circles() }).waitFor();
  await mara.goto('/journal');
  const entries = mara.page.getByRole('listitem');
  await mara.sees('The review ran late');
  expect(await entries.filter({ hasText: 'The review ran late' }).count()).toBe(1);
});

test('what was written without a network arrives also from another page than the journal', async () => {
  await mara.context.setOffline(true);
  await openAnew('/journal/write');
  await mara.type(m.journal_feelings(), 'Calmer than I thought');
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 1 }));
  await comeBack();
  await mara.context.setOffline(false);
  await mara.goto('/library');
  await expect.poll(own).toBe(0);
  await mara.goto('/journal');
  expect(await mara.page.getByRole('listitem').filter({ hasText: 'Calmer than I thought' }).count()).toBe(1);
});

test('the browser keeps the program and no word of anybody, and answers for no other page', async () => {
  await mara.goto('/journal');
  const all = await kept();
  expect(all.filter(({ path }) => path === '/journal/offline')).toHaveLength(1);
  expect(all.filter(({ path }) => !/^\/(_app\/immutable\/.+|journal\/offline)$/.test(path))).toEqual([]);
  const told = all.filter(({ text }) => /Mara|Lind|Noor|greenhouse|review ran|Thursday four/.test(text));
  expect(told.map(({ path }) => path)).toEqual([]);
  await mara.context.setOffline(true);
  await expect(mara.page.goto(`${mara.origin}/circles`)).rejects.toThrow(/ERR_/);
  await mara.context.setOffline(false);
});

test('what another shares is read and lies in nothing that the browser keeps', async () => {
  const said = 'Noor alone knows what the harbour is for';
  await noor.goto('/journal/write');
  await noor.type(m.journal_context(), said);
  await noor.press(m.journal_keep());
  await noor.page.waitForURL((url) => url.pathname === '/journal');
  await noor.page.getByRole('listitem').filter({ hasText: 'harbour' }).getByRole('link').click();
  await noor.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await noor.press(m.sharing_do());
  await noor.sees(m.sharing_now_circle({ names: 'Mara Lind', circle: 'The Thursday four' }));
  await mara.goto(`${circle}/entries`);
  await mara.page.getByRole('link', { name: /^Noor Haddad, shared/ }).click();
  await mara.sees(said);
  const stored = await mara.page.evaluate(async () => ({
    local: JSON.stringify({ ...localStorage }),
    tab: JSON.stringify({ ...sessionStorage }),
    databases: (await indexedDB.databases()).map(({ name }) => name),
  }));
  expect(JSON.stringify([stored, await kept()])).not.toContain('harbour');
  expect(stored.databases).toEqual([]);
  // Nor does it come up without a network, in the tab that is open or in another.
  await mara.context.setOffline(true);
  await expect(mara.page.reload()).rejects.toThrow(/ERR_/);
  await mara.context.setOffline(false);
});

test('a worker that is installed anew removes what an older program left', async () => {
  await mara.goto('/journal');
  await mara.page.evaluate(async () => {
    await (await caches.open('rondo-program of another build')).put(
      '/journal/offline',
      new Response('stale'),
    );
    for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
  });
  await openAnew('/journal');
  await expect.poll(async () => new Set((await kept()).map(({ cache }) => cache)).size).toBe(1);
  expect((await kept()).map(({ text }) => text)).not.toContain('stale');
});

const workers = () =>
  mara.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

test('an entry written without a network waits for its writer, whose sign-in was ended elsewhere, and is sent once when they are back', async () => {
  const code = await codeOf(mara);
  const elsewhere = await stage.visitor('Mara at another desk');
  await signInWith(code, elsewhere);
  await mara.context.setOffline(true);
  await openAnew('/journal/write');
  await mara.type(m.journal_context(), 'The lighthouse was out');
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 1 }));
  await comeBack();
  await elsewhere.goto('/me/devices');
  await elsewhere.press(m.people_devices_end_others());
  await elsewhere.sees(m.people_devices_others_ended());
  await mara.context.setOffline(false);
  await mara.goto('/library');
  await expect.poll(kept).toEqual([]);
  await expect.poll(workers).toBe(0);
  expect(await own()).toBe(1);
  await signInWith(code, mara);
  await expect.poll(own).toBe(0);
  await mara.goto('/journal');
  await mara.sees('The lighthouse was out');
  expect(await mara.page.getByRole('listitem').filter({ hasText: 'lighthouse' }).count()).toBe(1);
});

test('who signs out reads before what waits, and leaves nothing of it in the browser', async () => {
  await atHand();
  await mara.context.setOffline(true);
  await openAnew('/journal/write');
  await mara.type(m.journal_context(), 'Never sent');
  await mara.press(m.journal_keep());
  await mara.sees(m.journal_waiting({ count: 1 }));
  await comeBack();
  // The network is there again, and what is sent is not taken.
  await mara.context.route(/journal\/write\?/, (route) => route.abort());
  await mara.context.setOffline(false);
  await mara.goto('/me');
  await mara.sees(m.people_unsent_waiting({ count: 1 }));
  await mara.press(m.people_unsent_sign_out());
  await mara.page.waitForURL('**/sign-in?signed-out');
  await expect.poll(own).toBe(0);
  await expect.poll(kept).toEqual([]);
  await expect.poll(workers).toBe(0);
});
