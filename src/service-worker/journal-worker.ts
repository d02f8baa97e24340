import { version } from '$app/env';
import { self } from '$app/service-worker';
import { neededFiles, programFolder } from './needed-files.ts';

/**
 * Lets the journal's writing form open without a network. It keeps a part of the program under the build's name and nothing
 * else: no page with a word of anybody, no answer to anything that somebody asked. Whatever it does not keep it does not touch:
 * streams, rooms, forms and all other pages go their way past it.
 */

const kept = `rondo-program ${version}`;
/** The writing form as the server gives it to nobody in particular. */
const shell = new URL('/journal/offline', self.location.origin).href;

self.addEventListener('install', (event) => {
  // A form of an older build that stands open has all that it needs, so the new one need not wait for it.
  event.waitUntil(keepProgram().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(letGoOfOlder().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (/^\/journal(\/|$)/.test(url.pathname)) event.respondWith(pageOrShell(request));
  } else if (url.pathname.startsWith(programFolder)) {
    event.respondWith(fileOf(request));
  }
});

/** All of it or nothing: where one file does not come, the browser stays with the worker that it had. */
async function keepProgram(): Promise<void> {
  const cache = await caches.open(kept);
  // Asked for without a cookie, so that the page is nobody's.
  const page = await fetch(shell, { credentials: 'omit', cache: 'no-store' });
  if (!page.ok || page.redirected) throw new Error('the empty form did not come');
  const wanted = new Set(neededFiles(await page.clone().text(), shell));
  // What is added while it goes is gone over as well.
  for (const file of wanted) {
    const answer = await fetch(file, { credentials: 'omit' });
    if (!answer.ok) throw new Error('a file of the program did not come');
    await cache.put(file, answer.clone());
    if (!/\.(js|css)$/.test(file)) continue;
    for (const further of neededFiles(await answer.text(), file)) wanted.add(further);
  }
  await cache.put(shell, page);
}

async function letGoOfOlder(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(
    names
      .filter((name) => name.startsWith('rondo-program ') && name !== kept)
      .map((name) => caches.delete(name)),
  );
}

/** The page from the network, always; only where there is no way to it, the empty form in its place. */
async function pageOrShell(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const form = await findKept(shell);
    if (!form) throw error;
    return form;
  }
}

async function fileOf(request: Request): Promise<Response> {
  return (await findKept(request)) ?? fetch(request);
}

/** Looked for without opening: that would make an empty cache anew where the next worker has just let go of this one's. */
function findKept(what: Request | string): Promise<Response | undefined> {
  return caches.match(what, { cacheName: kept });
}
