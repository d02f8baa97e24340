import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendUnsent } from './send-unsent.ts';
import type { Unsent } from './unsent-box.ts';

/** What the server answers to the upload, one after the other; the last one from then on. */
let uploads: { status: number; body: string }[] = [];
/** And to the form that says for whom it is. */
let sendings: (() => Response)[] = [];
let asked = { uploads: 0, sendings: 0 };

class DetailedError extends Error {
  readonly originalResponse: { getStatus(): number; getBody(): string };
  constructor({ status, body }: { status: number; body: string }) {
    super(`answered ${status}`);
    this.originalResponse = { getStatus: () => status, getBody: () => body };
  }
}

vi.mock('$app/forms', () => ({ deserialize: (text: string) => JSON.parse(text) }));
vi.mock('tus-js-client', () => ({
  DetailedError,
  Upload: class {
    readonly options: { onSuccess(): void; onError(error: Error): void };
    constructor(_bytes: Blob, options: { onSuccess(): void; onError(error: Error): void }) {
      this.options = options;
    }
    start(): void {
      const answer = uploads[Math.min(asked.uploads, uploads.length - 1)] ?? { status: 204, body: '' };
      asked.uploads += 1;
      if (answer.status < 300) this.options.onSuccess();
      else this.options.onError(new DetailedError(answer));
    }
  },
}));

beforeEach(() => {
  vi.useFakeTimers();
  [uploads, sendings] = [[], []];
  asked = { uploads: 0, sendings: 0 };
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
  vi.stubGlobal('fetch', async (_at: string, { body }: { body: FormData }) => {
    expect(body.get('first'), 'so that a second time undoes nothing').toBe('yes');
    const answer = sendings[Math.min(asked.sendings, sendings.length - 1)];
    asked.sendings += 1;
    return answer?.() ?? Response.json({ type: 'redirect' });
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const unsent: Unsent = {
  ...{ id: 'one', circle: 'left', kind: 'voice', mimeType: 'audio/webm', startedAt: 0, seconds: 3 },
  ...{ answers: '', begun: true, send: { title: '', words: '', to: 'circle', peaks: '' } },
};

/** What became of it within ten minutes; undefined: it is still being tried. */
async function sent(): Promise<unknown> {
  let became: unknown;
  const progress = { moved: () => undefined, waits: () => undefined, begun: async () => undefined };
  void sendUnsent(unsent, new Blob(['sound']), progress).then((outcome) => {
    became = outcome;
  });
  await vi.advanceTimersByTimeAsync(600_000);
  return became;
}

const page = (status: number) => ({ status, body: '<!doctype html>' });
const json = (status: number, reason: string) => ({ status, body: JSON.stringify({ reason }) });

test.each([
  ['of a circle that was left', page(404), 'gone'],
  ['that was forbidden on the way', page(403), 'unreadable'],
  ['whose beginning is gone, in a circle that was closed', json(409, 'closed'), 'closed'],
  ['whose beginning is gone, as what it answers', json(409, 'unanswerable'), 'unanswerable'],
  ['of somebody who is signed out', page(401), 'signed-out'],
])('a recording %s is tried once, and stays', async (_what, answer, reason) => {
  uploads = [answer];
  expect(await sent()).toEqual({ ok: false, reason });
  expect(asked).toEqual({ uploads: 1, sendings: 0 });
});

test.each([
  ['the circle was left', () => Response.json({ type: 'error', error: {} }, { status: 404 }), 'gone'],
  ['it was forbidden on the way', () => new Response('No.', { status: 403 }), 'unreadable'],
  ['there is another page now', () => new Response('<!doctype html>', { status: 404 }), 'gone'],
  [
    'nobody sits there',
    () => Response.json({ type: 'failure', data: { reason: 'nobody' } }, { status: 409 }),
    'nobody',
  ],
])('what has arrived is not sent again and again where %s', async (_what, answer, reason) => {
  sendings = [answer];
  expect(await sent()).toEqual({ ok: false, reason });
  expect(asked).toEqual({ uploads: 1, sendings: 1 });
});

test('what may be answered otherwise later goes on until it is', async () => {
  uploads = [page(503), json(409, 'elsewhere'), page(204)];
  sendings = [
    () => new Response('Sign in to this network', { status: 200 }),
    () => new Response('', { status: 429 }),
  ];
  sendings.push(() => Response.json({ type: 'redirect' }));
  expect(await sent()).toEqual({ ok: true });
  expect(asked).toEqual({ uploads: 3, sendings: 3 });
});
