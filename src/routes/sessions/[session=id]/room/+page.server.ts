import { error, fail, redirect } from '@sveltejs/kit';
import type { RoomView } from '#core/session/view.ts';
import { signedIn } from '#features/people/access.ts';
import { proveTypedCode } from '#features/people/use-cases/prove-typed-code.ts';
import { readCues } from '#features/people/use-cases/read-cues.ts';
import { findSessionMember } from '#features/sessions/access.ts';
import { readRoom } from '#features/sessions/live/read-room.ts';
import { actByForm } from '#features/sessions/use-cases/act-by-form.ts';
import { partsShown } from '#features/sessions/views/load-part.ts';
import { refusalSentence } from '#features/sessions/views/refusal-sentence.ts';
import { visitToSession } from '#features/visits/use-cases/read-own-visits.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import type { Actor } from '#server/database.ts';
import { partScripts } from '#server/part-scripts.ts';
import { callNames } from '#ui/seat-text.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  const app = rondo();
  const sessionId = event.params.session;
  const holder = event.url.searchParams.get('holder');
  const read = await readRoom(app, actor, { sessionId, holder, beside: (tx) => readCues(tx, actor) });
  // A session page knows where somebody goes whose visit is over.
  if (!read && (await wasGuest(actor, sessionId))) redirect(303, `/sessions/${sessionId}`);
  if (!read) error(404);
  if (read.notOpened) redirect(303, `/sessions/${sessionId}`);
  const { view, serverNow } = read;
  // In a room that shares devices nothing is shown before the screen knows in whose hands it is.
  const asksWhoHolds = view.session.oneDevice && !holder && isOpen(view.session.status);
  event.locals.scripts = partScripts('room', partsShown(view, asksWhoHolds));
  return {
    bare: true,
    view: asksWhoHolds ? withoutWords(view) : withSentences(view),
    serverNow,
    holder: holder ?? undefined,
    asksWhoHolds,
    cues: read.beside,
  };
};

export const actions: Actions = {
  /** Every act of the room, for a browser without script. */
  act: async (event) => {
    const actor = signedIn(event);
    const app = rondo();
    const data = await event.request.formData();
    const sessionId = event.params.session;
    const hands = await handsOn(event, actor, data);
    if ('refused' in hands) return fail(400, hands);
    const read = await readRoom(app, hands.actor, { sessionId, holder: hands.holder });
    if (!read) error(404);
    const applied = await actByForm(app, read.member, { ...read, data });
    if (!applied) return fail(400, { refused: sentenceIn(read.view)({ refusal: 'other-kind' }) });
    if (!applied.ok) return fail(409, { refused: sentenceIn(read.view)(applied) });
    // Of a session that is gone there is no room to come back to.
    if (hands.proven && !(await isMember(hands.actor, sessionId))) redirect(303, `/sessions/${sessionId}`);
    // A new page, so that a reload does not post again. A device that was handed on belongs to its new holder.
    const next =
      data.get('act') === 'hand-device' ? textOf(data.get('to')) : event.url.searchParams.get('holder');
    redirect(303, `/sessions/${sessionId}/room${next ? `?holder=${encodeURIComponent(next)}` : ''}`);
  },
};

/** Who acts: the one who is signed in, or holds their device; with a personal code, its person and nobody's device. */
async function handsOn(
  event: RequestEvent,
  actor: Actor,
  data: FormData,
): Promise<{ actor: Actor; holder?: string | undefined; proven?: true } | { refused: string }> {
  const holder = textOf(data.get('holder'));
  const act = String(data.get('act'));
  if (!withOwnCode.has(act) || !data.has('code')) return { actor, holder };
  const { session } = event.params;
  if (!(await isMember(actor, session))) error(404);
  const proven = await proveTypedCode(rondo(), { data, client: event.getClientAddress() });
  if (!proven.ok) return proven;
  const { whose } = proven;
  // A pause is shown to who holds the device; when it is over nobody does, and the code alone says whose answer it is.
  const theirs = act === 'resume' ? whose.personId === holder : await isMember(whose, session);
  return theirs ? { actor: whose, proven: true } : { refused: m.people_code_unknown() };
}

/** What cannot wait until its person is at a device of their own. */
const withOwnCode = new Set(['resume', 'propose-discard', 'agree-discard', 'withdraw-discard']);

async function isMember(actor: Actor, sessionId: string): Promise<boolean> {
  const member = await rondo().database.asPerson(actor, (tx) => findSessionMember(tx, actor, sessionId));
  return member !== undefined;
}

async function wasGuest(actor: Actor, sessionId: string): Promise<boolean> {
  const visit = await rondo().database.asPerson(actor, (tx) => visitToSession(tx, actor, sessionId));
  return visit !== undefined;
}

function isOpen(status: string): boolean {
  return status === 'lobby' || status === 'running';
}

function textOf(value: FormDataEntryValue | null): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}

/** Refusals in this room as sentences, with names as they are called at the table. */
function sentenceIn({ seats, me }: RoomView): (refusal: { refusal: string }) => string {
  const names = callNames(seats.map(({ name }) => name));
  const nameOf = (person: string) => names[seats.findIndex(({ id }) => id === person)] ?? '';
  return (refusal) => refusalSentence(refusal, { nameOf, timeZone: me.timeZone });
}

/** A draft that was refused keeps the reason with its facts; the page shows a sentence. */
function withSentences(view: RoomView): RoomView {
  const say = sentenceIn(view);
  const drafts = view.drafts.map(({ refused, ...draft }) =>
    refused ? { ...draft, refused: sayKept(refused, say) } : draft,
  );
  return { ...view, drafts };
}

/** A browser sent it: facts that do not fit their reason must not keep the room from opening. */
function sayKept(refused: string, say: (refusal: { refusal: string }) => string): string {
  try {
    return say(JSON.parse(refused));
  } catch {
    return m.room_refusal_unknown();
  }
}

/** For the screen between two pairs of hands: who sits here, and nothing that anybody wrote. */
function withoutWords(view: RoomView): RoomView {
  const { session, me, seats, unseated } = view;
  const nothing = {
    airtime: [],
    freeRoles: [],
    passed: false,
    strip: [],
    artefacts: [],
    canWrite: [],
    drafts: [],
  };
  return { session, me, seats, ...(unseated ? { unseated } : {}), can: view.can, ...nothing };
}
