import { toldEntries, toldStory } from '#core/demonstration/entries.ts';
import { type EntryText, entryFields } from '#core/journal/entry.ts';
import type { Writing } from './demonstration.ts';

const day = 86_400_000;

/** Writes what the demonstration's people keep for themselves and how far they share it, once their circles are there. */
export function writeEntries({ rows, now, people, newId }: Writing): void {
  const since = (daysAgo: number) => new Date(now - daysAgo * day);
  for (const { person, daysAgo, text, sharedWith } of toldEntries) {
    const [id, at] = [newId(), since(daysAgo)];
    const body = Object.fromEntries(entryFields.map((field) => [field, text[field] ?? ''])) as EntryText;
    const written = { day: at.toISOString().slice(0, 10), created_at: at, changed_at: at, version: 1 };
    rows.journal_entry.push({ id, person_id: people[person], body: body as unknown as string, ...written });
    if (!sharedWith) continue;
    const reach =
      'circle' in sharedWith
        ? { audience: 'circle', circle_id: circleCalled(sharedWith.circle) }
        : { audience: 'partner', partner_id: people[sharedWith.partner] };
    rows.share.push({
      ...{ id: newId(), owner_id: people[person], kind: 'journal_entry', item_id: id, since: at },
      ...reach,
    });
  }
  const [id, at, owner] = [newId(), since(toldStory.daysAgo), people[toldStory.person]];
  const { title, text } = toldStory;
  rows.story.push({ id, person_id: owner, title, text, changed_at: at });
  rows.share.push({ id: newId(), owner_id: owner, kind: 'story', item_id: id, audience: 'story', since: at });

  function circleCalled(name: string): string {
    const found = rows.circle.find((circle) => circle.name === name)?.id;
    if (!found) throw new Error(`the demonstration has no circle called ${name}`);
    return found;
  }
}
