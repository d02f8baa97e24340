import { fail } from '@sveltejs/kit';
import { readGoalShare } from '#features/goals/use-cases/read-goal-share.ts';
import { openingsOf } from '#features/journal/use-cases/read-told-entry.ts';
import { signedIn } from '#features/people/access.ts';
import { listOpenedEvidence } from '#features/sessions/use-cases/list-opened-evidence.ts';
import { retentionInput, withdrawInput } from '#features/sharing/input.ts';
import { chooseRetention, readRetention } from '#features/sharing/use-cases/keep-retention.ts';
import { findMyStory } from '#features/sharing/use-cases/publish-story.ts';
import { readMySharing, withdrawShare } from '#features/sharing/use-cases/read-my-sharing.ts';
import { readSetAside } from '#features/sharing/use-cases/set-aside.ts';
import { signalsVersion } from '#features/signals/use-cases/read-signals.ts';
import { rondo } from '#server/app.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const person = signedIn(event);
  return rondo().database.asPerson(person, async (tx) => {
    const shares = await readMySharing(tx, person);
    const idsOf = (kind: string) => shares.filter((share) => share.kind === kind).map(({ itemId }) => itemId);
    const aside = await readSetAside(tx, person);
    const asideEntries = aside.filter(({ kind }) => kind === 'journal_entry').map(({ id }) => id);
    const entries = await openingsOf(tx, person, [...idsOf('journal_entry'), ...asideEntries]);
    const titles = new Map<string, string>();
    for (const id of idsOf('story')) titles.set(id, (await findMyStory(tx, person, id))?.title ?? '');
    return {
      shares: shares.map((share) => ({
        ...share,
        ...(share.kind === 'story' && { title: titles.get(share.itemId) ?? '' }),
        ...(share.kind === 'journal_entry' && { entry: entries.get(share.itemId) }),
      })),
      aside: aside.map((item) => ({ ...item, day: entries.get(item.id)?.day ?? '' })),
      goal: await readGoalShare(tx, person),
      evidence: await listOpenedEvidence(tx, person),
      kept: await readRetention(tx, person),
      week: signalsVersion(rondo().clock.now(), person.timeZone),
      zone: person.timeZone,
      now: rondo().clock.now(),
    };
  });
};

export const actions: Actions = {
  withdraw: async (event) => {
    const person = signedIn(event);
    const read = readForm(withdrawInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'withdraw' });
    await rondo().database.asPerson(person, (tx) => withdrawShare(tx, person, read.value.share));
    return { part: 'withdraw', withdrawn: true };
  },
  keep: async (event) => {
    const person = signedIn(event);
    const read = readForm(retentionInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'keep', problem: read.problems.months });
    await rondo().database.asPerson(person, (tx) => chooseRetention(tx, person, read.value));
    return { part: 'keep', saved: read.value.kind };
  },
};
