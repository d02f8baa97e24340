import { randomBytes } from 'node:crypto';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { operatorCookie } from '#features/doors/access.ts';
import { findOperator } from '#features/doors/use-cases/find-operator.ts';
import { signInCookie } from '#features/people/access.ts';
import { findSignedIn } from '#features/people/use-cases/find-signed-in.ts';
import { m } from '#messages';
import { getLocale } from '#messages/runtime.js';
import { rondo } from '#server/app.ts';
import { buildNotes } from '#server/build-notes.ts';
import { compressPage } from '#server/compress-page.ts';
import { describeError } from '#server/describe-error.ts';
import { inLanguage } from '#server/html-language.ts';
import { isAway } from '#server/is-away.ts';
import { isFromThisSite } from '#server/request-origin.ts';
import { secureHeaders } from '#server/security-headers.ts';
import { dev } from '$app/env';

/** Every request to the pages: who asks, whether it may change something, what the answer must carry, one log line. */
export const handle: Handle = async ({ event, resolve }) => {
  const app = rondo();
  const started = performance.now();
  const response = isFromThisSite(event.request, event.url.origin)
    ? await answerOrComeBack(app, event, resolve)
    : new Response(m.common_foreign_request(), { status: 403 });
  secureHeaders(response.headers, event.route.id);
  // The route, never the path: paths hold tokens and ids, query strings hold anything.
  app.log.info({
    method: event.request.method,
    route: event.route.id,
    status: response.status,
    ms: Math.round(performance.now() - started),
  });
  const { request, locals, platform, isSubRequest } = event;
  const page = response.headers.has('x-sveltekit-page') ? locals.page : undefined;
  return compressPage({ request, page, incoming: isSubRequest ? undefined : platform?.req }, response);
};

/** A kind page for the person, with a number that leads to the line in the log; the log repeats nobody's words. */
export const handleError: HandleServerError = ({ error, event, kind }) => {
  if (kind !== 'unknown') return {};
  event.locals.unreadable = isUnreadableForm(error);
  if (event.locals.unreadable) return {};
  event.locals.away = isAway(error);
  const reference = randomBytes(4).toString('hex');
  const where = { method: event.request.method, route: event.route.id };
  rondo().log.error({ reference, ...where, error: describeError(error) }, 'unexpected error');
  return { message: m.common_error_other_title(), reference };
};

/** 503 where the database or the disk is away or full: nothing was wrong with what was asked, so one may ask again. */
async function answerOrComeBack(...asked: Parameters<typeof answer>): Promise<Response> {
  const [app, event] = asked;
  try {
    const response = await answer(...asked);
    if (response.status !== 500) return response;
    if (event.locals.unreadable) return unreadable();
    if (!event.locals.away) return response;
    const headers = new Headers(response.headers);
    headers.set('retry-after', '5');
    return new Response(response.body, { status: 503, headers });
  } catch (error) {
    if (!isAway(error)) throw error;
    app.log.error({ route: event.route.id, error: describeError(error) }, 'the database did not answer');
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' };
    return new Response(m.common_away(), { status: 503, headers });
  }
}

/** No browser sends a form that cannot be read; whoever did hears that it was theirs, and the log is not filled with it. */
function unreadable(): Response {
  return new Response(`${m.common_error_asked_title()}. ${m.common_error_asked_sentence()}\n`, {
    status: 400,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
}

/** What the runtime throws when a body is not the form that its type says, or stops in the middle. */
function isUnreadableForm(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const left = error.message === 'aborted' && (error as { code?: string }).code === 'ECONNRESET';
  return left || (error instanceof TypeError && /FormData|^Content-Type was not one of/.test(error.message));
}

async function answer(
  app: ReturnType<typeof rondo>,
  event: Parameters<Handle>[0]['event'],
  resolve: Parameters<Handle>[0]['resolve'],
): Promise<Response> {
  const signIn = event.cookies.get(signInCookie);
  event.locals.person = await findSignedIn(app, signIn);
  event.locals.endedSignIn = Boolean(signIn) && !event.locals.person;
  event.locals.operator = await findOperator(app, event.cookies.get(operatorCookie));
  const theme = event.locals.person?.theme ?? 'system';
  return resolve(event, {
    preload: ({ type, path }) => type === 'css' || (type === 'js' && !inFrame.test(path)),
    transformPageChunk({ html }) {
      const spoken = inLanguage(html, getLocale());
      const themed = theme === 'system' ? spoken : spoken.replace('<html ', `<html data-theme="${theme}" `);
      const scripts = event.locals.scripts?.map((path) => `<link rel="modulepreload" href="${path}">`);
      const whole = scripts ? themed.replace('</head>', `${scripts.join('')}</head>`) : themed;
      const looks = laterLooks && !whole.includes(laterLooks.slice(1));
      const page = looks ? whole.replace('<body ', `<body data-looks="${laterLooks}" `) : whole;
      if (dev) return page;
      // The framework would write it out, and we should have to read it again.
      event.locals.page = page;
      return '';
    },
  });
}

/** For pages that do without the looks of others, where a browser finds them later (`#ui/later-looks.ts`). */
const laterLooks = buildNotes<string>('later-looks.json');

/**
 * The root layout and its error page, which come with the framework (`scripts/bundle/eager-frame.ts`), and what nobody fetches
 * (`short-start.ts`).
 */
const inFrame = /\/nodes\/[01]\.|\/entry\/start\./;
