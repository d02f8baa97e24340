import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DraftBox } from './draft-box.svelte.ts';
import { keysOf, ownStore, storageInMemory } from './own-store.ts';
import { here } from './whose-browser.ts';

let storage: Storage;

beforeEach(() => {
  vi.useFakeTimers();
  storage = storageInMemory();
  storage.setItem(here, 'mara');
});
afterEach(() => vi.useRealTimers());

/** A page as Mara opens it; `kept` is what the server had when it was made. */
function open({ kept = [], passedRound = false }: { kept?: [string, string][]; passedRound?: boolean } = {}) {
  const box = new DraftBox({
    drafts: kept.map(([field, body]) => ({ field, body })),
    store: ownStore({ person: 'mara', session: 'one' }, storage),
    send: () => undefined,
    say: async (refused) => refused,
    passedRound,
  });
  box.recover();
  return box;
}

const lying = () => keysOf(storage).filter((key) => key !== here);

test('what was not sent before a reload wins over what the server has', () => {
  open().field('note').set('newer');
  const next = open({ kept: [['note', 'older']] });
  expect(next.field('note').value).toBe('newer');
  expect(next.unsent()).toEqual([{ field: 'note', body: 'newer' }]);
});

test('what the server was told while the next page was made is in that page, and is not told again', () => {
  const page = open();
  page.field('note').set('just told');
  page.sent(page.unsent());
  expect(page.unsent()).toEqual([]);
  const next = open();
  expect(next.field('note').value).toBe('just told');
  expect(next.unsent()).toEqual([]);
});

test('a field that was emptied and told stays empty in the page that was made meanwhile', () => {
  const page = open();
  page.letGo('note');
  page.sent(page.unsent());
  expect(open({ kept: [['note', 'let go']] }).field('note').typed).toBe(false);
});

test('after a while the server alone is asked, and nothing lies in the browser', async () => {
  const page = open();
  page.field('note').set('told long ago');
  page.sent(page.unsent());
  expect(lying()).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lying()).toEqual([]);
  expect(open({ kept: [['note', 'from another device']] }).field('note').value).toBe('from another device');
});

test('what was told before the page went for good is neither shown nor kept by one that opens much later', async () => {
  const page = open();
  page.field('note').set('told');
  page.sent(page.unsent());
  vi.clearAllTimers();
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(open({ kept: [['note', 'newer']] }).field('note').value).toBe('newer');
  await vi.advanceTimersByTimeAsync(0);
  expect(lying()).toEqual([]);
});

test('what is typed while the server is told stays to be told', async () => {
  const page = open();
  page.field('note').set('half');
  const told = page.unsent();
  page.field('note').set('half a sentence');
  page.sent(told);
  expect(page.unsent()).toEqual([{ field: 'note', body: 'half a sentence' }]);
  page.sent(page.unsent());
  page.field('note').set('half a sentence more');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(page.unsent()).toEqual([{ field: 'note', body: 'half a sentence more' }]);
});

test('on a device that is passed round nothing stays that the server has', () => {
  const page = open({ passedRound: true });
  page.field('note').set('sealed');
  page.sent(page.unsent());
  expect(lying()).toEqual([]);
});

test('a reason that lies in one field stands at that one, and at each where it lies in none of them alone', async () => {
  const page = open();
  const said = { experiment: 'I wait', moment: 'soon' };
  page.giveBack('card', said, 'no such time', 'moment');
  await vi.advanceTimersByTimeAsync(0);
  expect(page.field('card:moment').refused).toBe('no such time');
  expect(page.field('card:experiment')).toMatchObject({ value: 'I wait', refused: undefined });
  page.giveBack('card', said, 'too late', 'text');
  await vi.advanceTimersByTimeAsync(0);
  expect(page.returned.map(({ field }) => field)).toEqual(['card:experiment', 'card:moment']);
});
