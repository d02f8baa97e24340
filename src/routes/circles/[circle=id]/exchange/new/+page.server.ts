import { fail, redirect } from '@sveltejs/kit';
import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { noteInput, uploadInput } from '#features/exchange/input.ts';
import { listExchangePrompts } from '#features/exchange/use-cases/find-exchange-prompts.ts';
import { findToAnswer } from '#features/exchange/use-cases/find-to-answer.ts';
import { readTerms } from '#features/exchange/use-cases/read-terms.ts';
import { uploadWhole } from '#features/exchange/use-cases/upload-whole.ts';
import { writeNote } from '#features/exchange/use-cases/write-note.ts';
import { rondo } from '#server/app.ts';
import { isId, newId } from '#server/ids.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member) => {
    const asked = event.url.searchParams;
    const answers = asked.get('answers') ?? '';
    const members = await membersOf(tx, member);
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      others: members.filter(({ id }) => id !== member.personId).map(({ id, name }) => ({ id, name })),
      me: member.personId,
      terms: (await readTerms(tx, member)).now,
      prompts: listExchangePrompts(),
      prompt: (asked.get('prompt') ?? '').slice(0, 200),
      /** It asks for an answer to this, which may be gone. */
      asked: isId(answers) ? answers : '',
      answering: isId(answers) ? await findToAnswer(tx, member, answers) : undefined,
      noteId: newId(),
    };
  });

export const actions: Actions = {
  /** Words alone, to begin with or as an answer. */
  note: async (event) => {
    const read = readForm(noteInput, await event.request.formData());
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const now = rondo().clock.now();
    const sent = await asCircleMember(event, (tx, member) => writeNote(tx, member, { ...read.value, now }));
    if (!sent.ok) return fail(409, { reason: sent.reason, values: read.values });
    redirect(303, `/circles/${event.params.circle}/exchange/${read.value.answers ?? sent.id}`);
  },
  /** A file that was recorded elsewhere; its own page then asks for words and for whom it is. */
  file: async (event) => {
    const form = await event.request.formData();
    const read = readForm(uploadInput, form);
    if (!read.ok) return fail(400, { problems: read.problems, values: read.values });
    const member = await asCircleMember(event, async (_tx, proven) => proven);
    const file = form.get('file');
    const kept = await uploadWhole(rondo(), member, {
      ...read.value,
      file: file instanceof File ? file : null,
    });
    if (!kept.ok) return fail(400, { reason: kept.reason, values: read.values });
    redirect(303, `/circles/${event.params.circle}/exchange/${kept.id}`);
  },
};
