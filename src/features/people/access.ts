import { type Cookies, error, redirect } from '@sveltejs/kit';
import type { Actor } from '#server/database.ts';

/** The person whose browser is signed in, as every page and action of this request knows them. */
export interface SignedIn extends Actor {
  signInId: string;
  name: string;
  /** IANA name. */
  timeZone: string;
  role: 'person' | 'owner';
  /** Belongs to the demonstration organisation. */
  demonstration: boolean;
  theme: 'system' | 'light' | 'dark';
  /** Came by a circle's link, and no member has said yes yet: sees their own pages and what they asked for, no others. */
  applicant: boolean;
}

/** What a request brings to a gate. */
export interface Knock {
  locals: App.Locals;
  url: URL;
  request: Request;
  route: { id: string | null };
}

/** Pages of an applicant. Whatever is not named here is closed to them, pages of tomorrow too (docs/decisions/0014). */
const openToApplicants: ReadonlySet<string | null> = new Set([
  '/changes',
  '/circles',
  '/library',
  '/library/[slug]',
  '/library/[slug]/alone',
  '/library/[slug]/deck',
  '/join/[token]',
  '/me',
  '/me/archive',
  '/me/code',
  '/me/devices',
  '/me/email/[token]',
  '/me/erase',
]);

/** Holds the opaque token of a sign-in. Host-only, so that `mara.localhost` has one of its own. */
export const signInCookie = 'rondo';

/**
 * The gate of every page that belongs to somebody. Who is not signed in is led to the door and back again afterwards;
 * a request that is not a page's reading is refused with 401, because what it carried would be lost on the way, and a
 * stream that was led to a page would take it for a broken network. An applicant is led back to what they asked for.
 */
export function signedIn(event: Knock): SignedIn {
  const { person } = event.locals;
  if (person && (!person.applicant || openToApplicants.has(event.route.id))) return person;
  const { method, headers } = event.request;
  const reads = (method === 'GET' || method === 'HEAD') && headers.get('accept') !== 'text/event-stream';
  if (!reads) error(person ? 404 : 401);
  if (person) redirect(303, '/circles');
  redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
}

/** Where to go after signing in: a path of this site, and never a link that leads elsewhere. */
export function safeNext(next: FormDataEntryValue | null | undefined): string {
  if (typeof next !== 'string' || !next.startsWith('/') || next.length > 500) return '/';
  const base = 'http://here.invalid';
  try {
    const url = new URL(next, base);
    return url.origin === base ? url.pathname + url.search : '/';
  } catch {
    return '/';
  }
}

/** Gives this browser its sign-in. `SameSite=Lax`, so that a link in a mail or a calendar finds one signed in. */
export function keepSignedIn(
  event: { cookies: Cookies; url: URL },
  { token, expiresAt }: { token: string; expiresAt: Date },
): void {
  event.cookies.set(signInCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    expires: expiresAt,
  });
}

export function forgetSignedIn(event: { cookies: Cookies; url: URL }): void {
  event.cookies.delete(signInCookie, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
  });
}
