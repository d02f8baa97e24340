import { fail, redirect } from '@sveltejs/kit';
import type { ClauseChange } from '#core/agreement/change.ts';
import { addInput, changeInput, moveInput, removeInput } from '#features/agreements/input.ts';
import { changeProposal } from '#features/agreements/use-cases/change-proposal.ts';
import { readAgreementPage } from '#features/agreements/use-cases/read-agreement-page.ts';
import { asCircleMember } from '#features/circles/access.ts';
import { readCirclePage } from '#features/circles/use-cases/read-circle-page.ts';
import { newId } from '#server/ids.ts';
import { type FormProblems, readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const { circle } = await readCirclePage(tx, member);
    const { proposal } = await readAgreementPage(tx, member);
    if (proposal === undefined || circle.closedAt) redirect(303, `/circles/${circle.id}/agreement`);
    return { circle: { id: circle.id, name: circle.name }, proposal };
  });

export const actions: Actions = {
  add: async (event) => {
    const read = readForm(addInput, await event.request.formData());
    if (!read.ok) return unread(read);
    return save(event, { kind: 'added', id: newId(), ...read.value }, { ...read.value, clause: '' });
  },
  change: async (event) => {
    const read = readForm(changeInput, await event.request.formData());
    if (!read.ok) return unread(read);
    const { clause: id, seenTitle, seenBody, ...words } = read.value;
    return save(
      event,
      { kind: 'changed', id, seen: { title: seenTitle, body: seenBody }, ...words },
      read.value,
    );
  },
  remove: async (event) => {
    const read = readForm(removeInput, await event.request.formData());
    if (!read.ok) return unread(read);
    const { clause: id, seenTitle, seenBody, version } = read.value;
    return save(event, { kind: 'removed', id, seen: { title: seenTitle, body: seenBody }, version });
  },
  move: async (event) => {
    const read = readForm(moveInput, await event.request.formData());
    if (!read.ok) return unread(read);
    const { clause: id, to, version } = read.value;
    return save(event, { kind: 'moved', id, to, version });
  },
};

/** Which form it was, what was typed in it, and why it was not saved. Empty `clause`: the form of a new one. */
interface Unsaved {
  clause: string;
  title?: string;
  body?: string;
  problems?: Record<string, string>;
  reason?: string;
}

async function save(
  event: RequestEvent,
  change: ClauseChange & { version: number },
  typed: { clause: string; title: string; body: string } | { clause?: undefined } = {},
) {
  const done = await asCircleMember(event, (tx, member) => changeProposal(tx, member, change));
  if (done.ok) return { saved: true, cleared: done.cleared };
  const { clause, title, body } = { clause: change.id, title: undefined, body: undefined, ...typed };
  const unsaved: Unsaved = { clause: clause ?? change.id, title, body, reason: done.reason };
  return fail(409, { unsaved });
}

function unread({ problems, values }: FormProblems) {
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const unsaved: Unsaved = {
    clause: text('clause') ?? '',
    title: text('title'),
    body: text('body'),
    problems,
  };
  return fail(400, { unsaved });
}
