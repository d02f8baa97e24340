import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createServer as createVite, type ViteDevServer } from 'vite';
import { afterAll, beforeAll } from 'vitest';
import { signInCookie } from '#features/people/access.ts';
import { startSignIn } from '#features/people/use-cases/start-sign-in.ts';
import { setApp } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import type { TestApp } from './app.ts';

/** One browser, as far as HTTP goes: keeps cookies, sends what a browser sends with a form, follows nothing. */
export interface Visitor {
  cookies: Map<string, string>;
  get(path: string, init?: RequestInit): Promise<Page>;
  /** Posts a form of the page itself, unless `headers` say otherwise. */
  post(path: string, fields?: Record<string, string>, headers?: Record<string, string>): Promise<Page>;
}

export interface Page {
  status: number;
  headers: Headers;
  body: string;
  /** Where a redirect leads. */
  leadsTo: string | null;
}

export interface Pages {
  origin: string;
  visitor(): Visitor;
  /** A browser in which this person is signed in. */
  signedIn(person: Actor): Promise<Visitor>;
}

/** The real pages and hooks over the test's app, on a free loopback port. One to a test file: it takes seconds. */
export function usePages(app: TestApp): Pages {
  let vite: ViteDevServer;
  let server: Server;
  const pages: Pages = {
    origin: '',
    visitor: () => newVisitor(pages.origin),
    async signedIn(person) {
      const { token } = await app.database.asPerson(person, (tx) =>
        startSignIn(tx, { ...person, device: 'A test', now: app.clock.now() }),
      );
      const visitor = newVisitor(pages.origin);
      visitor.cookies.set(signInCookie, token);
      return visitor;
    },
  };

  beforeAll(async () => {
    setApp(app);
    const root = fileURLToPath(new URL('../../', import.meta.url));
    vite = await createVite({
      root,
      logLevel: 'silent',
      server: { middlewareMode: true, hmr: false, watch: null },
      optimizeDeps: { noDiscovery: true },
    });
    server = createServer(vite.middlewares);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    // Links in mails and on pages are made from the configuration, so it must know the port.
    app.config.PORT = typeof address === 'object' && address ? address.port : 0;
    pages.origin = `http://localhost:${app.config.PORT}`;
  }, 60_000);

  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await vite.close();
  });

  return pages;
}

// The development server puts a warning round the global one.
const plainFetch = globalThis.fetch;

function newVisitor(origin: string): Visitor {
  const cookies = new Map<string, string>();
  async function ask(path: string, init: RequestInit): Promise<Page> {
    const headers = new Headers(init.headers);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await plainFetch(origin + path, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return {
      status: response.status,
      headers: response.headers,
      body: await response.text(),
      leadsTo: response.headers.get('location'),
    };
  }
  return {
    cookies,
    get: (path, init = {}) => ask(path, init),
    post: (path, fields = {}, headers = { 'sec-fetch-site': 'same-origin', origin }) =>
      ask(path, { method: 'POST', body: new URLSearchParams(fields), headers }),
  };
}
