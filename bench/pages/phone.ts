import { type Browser, type CDPSession, chromium } from 'playwright-core';
import { ensureChromium } from '../../scripts/test-run/chromium.ts';

export interface PhoneFigures {
  /** Until the heading was on the screen. */
  heading_ms: number;
  /** Until the page's script had taken over, so that every action works; forms without script work before that. */
  usable_ms: number;
  /** Until the page's first button or link was tapped, as soon as the script was there, and the tap had an effect. */
  action_ms: number;
  /** Sent over the network before then, headings and compression included, and what of it was fonts. */
  bytes_before_usable: number;
  font_bytes: number;
}

/** A page on a slow phone: a quarter of this machine's speed, 1.6 Mbit/s, 150 ms, nothing cached. */
export interface Phone {
  /** Medians of `times` visits; `modules` are those that had come before the page was usable, on the last visit. */
  visit(
    url: string,
    options: { cookie: string | undefined; times: number },
  ): Promise<PhoneFigures & { modules: string[] }>;
  close(): Promise<void>;
}

/** Undefined, and a sentence on the terminal, where there is no Chromium. */
export async function openPhone(): Promise<Phone | undefined> {
  const found = ensureChromium();
  if ('advice' in found) {
    console.log(`No figures for a phone. ${found.advice}\n`);
    return undefined;
  }
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });
  return {
    async visit(url, { cookie, times }) {
      const visits: Awaited<ReturnType<typeof visitOnce>>[] = [];
      for (let count = 0; count < times; count++) visits.push(await visitOnce(browser, url, cookie));
      const median = (of: (visit: (typeof visits)[number]) => number) =>
        Math.round(
          visits.map(of).sort((one, other) => one - other)[Math.floor(visits.length / 2)] ?? Number.NaN,
        );
      return {
        heading_ms: median((visit) => visit.heading),
        usable_ms: median((visit) => visit.usable),
        action_ms: median((visit) => visit.acted),
        bytes_before_usable: median((visit) => visit.bytes),
        font_bytes: median((visit) => visit.fonts),
        modules: visits.at(-1)?.modules ?? [],
      };
    },
    close: () => browser.close(),
  };
}

async function visitOnce(browser: Browser, url: string, cookie: string | undefined) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  });
  if (cookie) await context.addCookies([{ name: 'rondo', value: cookie, url }]);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const sent = await slowDown(session);
  const noted = await momentsOf(session);
  await page.addInitScript(noteMoments);
  await page.goto(url, { waitUntil: 'commit' });
  const moments = await noted();
  const before = sent().filter(({ at }) => at <= moments.origin + moments.usable);
  await context.close();
  const bytesOf = (list: typeof before) => list.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    heading: moments.heading,
    usable: moments.usable,
    acted: moments.acted,
    bytes: bytesOf(before),
    fonts: bytesOf(before.filter(({ path }) => path.endsWith('.woff2'))),
    modules: before.map(({ path }) => path.slice(1)).filter((path) => path.endsWith('.js')),
  };
}

/** Throttles, and notes what has arrived: when (milliseconds since the epoch) and how many bytes. */
async function slowDown(session: CDPSession) {
  const megabit = 1_000_000 / 8;
  await session.send('Network.enable');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6 * megabit,
    uploadThroughput: 0.75 * megabit,
  });
  const paths = new Map<string, string>();
  const sent: { path: string; bytes: number; at: number }[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request }) =>
    paths.set(requestId, new URL(request.url).pathname),
  );
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    sent.push({ path: paths.get(requestId) ?? '', bytes: encodedDataLength, at: Date.now() }),
  );
  return () => sent;
}

interface Moments {
  heading?: number;
  usable?: number;
  acted?: number;
}

/** `origin`: when the page was asked for, in milliseconds since the epoch. */
type Noted = Required<Moments> & { origin: number };

/** Runs in the page. The frame after the one that first holds the heading is the one that shows it. */
function noteMoments(): void {
  const moments: Moments = {};
  const tell = () => {
    if (moments.heading === undefined || moments.acted === undefined) return;
    const { momentsNoted } = globalThis as { momentsNoted?: (noted: string) => void };
    momentsNoted?.(JSON.stringify({ ...moments, origin: performance.timeOrigin }));
  };
  const look = () => {
    if (moments.heading === undefined && document.querySelector('h1')?.textContent?.trim()) {
      requestAnimationFrame(() => {
        moments.heading ??= performance.now();
        tell();
      });
    }
    // Kit puts its announcer there when the page's script has taken over.
    if (moments.usable === undefined && document.querySelector('#svelte-announcer')) {
      moments.usable = performance.now();
      act();
    }
    if (moments.heading === undefined || moments.usable === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);

  /** Taps what one would tap first. An effect: the page changes, asks for something, or would lead away. */
  function act() {
    const offered = (place: string) =>
      [...document.querySelectorAll<HTMLElement>(`${place} :is(button, a[href], summary)`)].find(
        (element) => element.checkVisibility() && !element.closest('dialog'),
      );
    // A page that is only to be read offers what stands round it.
    const first = offered('main') ?? offered('body');
    const done = () => {
      if (moments.acted !== undefined) return;
      moments.acted = performance.now();
      tell();
    };
    const { fetch } = globalThis;
    globalThis.fetch = (...asked) => {
      done();
      return fetch(...asked);
    };
    new MutationObserver(done).observe(document, { childList: true, attributes: true, subtree: true });
    // The page stays, so that it can be asked what it noted.
    for (const kind of ['submit', 'click']) {
      addEventListener(kind, (event) => {
        const leads = kind === 'submit' || (event.target as Element).closest('a') !== null;
        if (!leads || event.defaultPrevented) return;
        event.preventDefault();
        done();
      });
    }
    if (first) first.click();
    else done();
  }
}

/**
 * What the page notes, once it has noted all. It tells by itself: to ask it time and again would take script of the asker's
 * into it, which a slowed-down page is busy with for as long as with a good part of its own.
 */
async function momentsOf(session: CDPSession): Promise<() => Promise<Noted>> {
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: 'momentsNoted' });
  const { promise, resolve } = Promise.withResolvers<Noted>();
  session.on('Runtime.bindingCalled', ({ payload }) => resolve(JSON.parse(payload)));
  return async () => {
    const late = AbortSignal.timeout(30_000);
    return Promise.race([
      promise,
      new Promise<never>((_, reject) => {
        late.addEventListener('abort', () => reject(new Error('the page did not become usable')));
      }),
    ]);
  };
}
