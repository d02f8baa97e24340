import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Interest } from './on-change.ts';

/** The browser's own, as far as it is used; the last one that was opened. */
class FakeSource {
  static readonly CLOSED = 2;
  static last: FakeSource;
  readyState = 1;
  onopen?: () => void;
  onerror?: () => void;
  onmessage?: (event: { data: string }) => void;
  readonly address: string;
  constructor(address: string) {
    this.address = address;
    FakeSource.last = this;
  }
  addEventListener(): void {}
  close(): void {
    this.readyState = FakeSource.CLOSED;
  }
  tell(...told: { id: string; topic: string; ago: number }[]): void {
    this.onmessage?.({ data: JSON.stringify({ told }) });
  }
}

const listeners = new Map<string, () => void>();
const page = { visibilityState: 'visible' };
const network = { onLine: true };
const scripts: { remove(): void }[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('BroadcastChannel', undefined);
  network.onLine = true;
  vi.stubGlobal('navigator', network);
  const listening = {
    addEventListener: (name: string, work: () => void) => void listeners.set(name, work),
    removeEventListener: (name: string) => void listeners.delete(name),
  };
  vi.stubGlobal('document', Object.assign(page, listening, { querySelectorAll: () => scripts }));
  vi.stubGlobal('addEventListener', listening.addEventListener);
  vi.stubGlobal('removeEventListener', listening.removeEventListener);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function follow(topics: string[], since = Date.now()) {
  const { followChanges } = await import('./follow-changes.ts');
  const interest: Interest = { topics, since, work: vi.fn() };
  const leave = followChanges(interest);
  const looked = async () => {
    await vi.advanceTimersByTimeAsync(0);
    return vi.mocked(interest.work).mock.calls.length;
  };
  return { leave, looked };
}

test('what the page came with does not stay in its source', async () => {
  const remove = vi.fn();
  scripts.push({ remove });
  const { followChanges } = await import('./follow-changes.ts');
  followChanges({ topics: ['shares'], work: () => undefined, since: 0 })();
  scripts.length = 0;
  expect(remove).toHaveBeenCalledOnce();
});

test('a page looks again once for what is told, however often it is told, and not for other topics', async () => {
  const board = await follow(['board']);
  const shares = await follow(['shares']);
  const told = { id: 'a-1', topic: 'board', ago: 5 };
  FakeSource.last.tell(told);
  FakeSource.last.tell(told);
  expect(await board.looked()).toBe(1);
  FakeSource.last.tell(told, { id: 'a-2', topic: 'board', ago: 0 });
  expect(await board.looked()).toBe(2);
  expect(await shares.looked()).toBe(0);
  FakeSource.last.tell({ id: 'a-3', topic: 'everything', ago: 0 });
  expect(await shares.looked()).toBe(1);
});

test('what was told before the page was read is no news to it; what was told while it came is', async () => {
  const { looked } = await follow(['board'], Date.now() - 2000);
  FakeSource.last.tell({ id: 'a-1', topic: 'board', ago: 30_000 });
  expect(await looked()).toBe(0);
  FakeSource.last.tell({ id: 'a-2', topic: 'board', ago: 1500 });
  expect(await looked()).toBe(1);
  // Another page that comes now was read after it.
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await (await follow(['board'])).looked()).toBe(0);
});

test('a stream that broke is asked for with the time since something was heard', async () => {
  vi.stubGlobal('fetch', async () => ({ status: 200 }));
  await follow(['board']);
  expect(FakeSource.last.address).toBe('/changes?age=0');
  FakeSource.last.tell();
  await vi.advanceTimersByTimeAsync(20_000);
  const before = FakeSource.last;
  before.readyState = 0;
  before.onerror?.();
  await vi.advanceTimersByTimeAsync(1000);
  expect(before.readyState).toBe(FakeSource.CLOSED);
  expect(FakeSource.last.address).toBe('/changes?age=21000');
});

test.each([401, 403, 404])(
  'a stream that is refused for good, with %i, is not asked for again',
  async (status) => {
    const asked = vi.fn(async () => ({ status }));
    vi.stubGlobal('fetch', asked);
    await follow(['board']);
    const only = FakeSource.last;
    only.readyState = FakeSource.CLOSED;
    only.onerror?.();
    await vi.advanceTimersByTimeAsync(600_000);
    expect([asked.mock.calls.length, FakeSource.last === only]).toEqual([1, true]);
  },
);

test('without a stream somebody who comes back to the page sees it as it is then', async () => {
  let answers = () => ({ ok: true, status: 503 });
  vi.stubGlobal('fetch', async () => answers());
  const { looked } = await follow(['board']);
  const comeBack = () => {
    listeners.get('visibilitychange')?.();
    return looked();
  };
  FakeSource.last.tell();
  expect(await comeBack()).toBe(0);
  FakeSource.last.onerror?.();
  expect(await comeBack()).toBe(1);
  // What cannot be reached is not asked for anew: the page keeps what it shows.
  answers = () => {
    throw new TypeError('Failed to fetch');
  };
  expect(await comeBack()).toBe(1);
  answers = () => ({ ok: false, status: 503 });
  expect(await comeBack()).toBe(1);
});

test('what is told while the network goes is looked at once there is one again', async () => {
  const { looked } = await follow(['board']);
  network.onLine = false;
  FakeSource.last.tell({ id: 'a-1', topic: 'board', ago: 0 });
  expect(await looked()).toBe(0);
  network.onLine = true;
  listeners.get('online')?.();
  expect(await looked()).toBe(1);
});

test('the last page that goes closes the stream, a moment later', async () => {
  const { leave } = await follow(['board']);
  leave();
  await vi.advanceTimersByTimeAsync(1000);
  expect(FakeSource.last.readyState).toBe(1);
  await vi.advanceTimersByTimeAsync(2000);
  expect(FakeSource.last.readyState).toBe(FakeSource.CLOSED);
});
