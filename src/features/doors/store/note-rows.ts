import { toldNotes } from '#core/demonstration/notes.ts';
import { termsOf, usualTerms } from '#core/exchange/terms.ts';
import type { Writing } from './demonstration.ts';

const day = 86_400_000;

/** Writes what the demonstration's people sent each other between sessions, once their circles are there. */
export function writeNotes({ rows, now, people, newId }: Writing): void {
  for (const { person, circle, title, words, daysAgo, answer } of toldNotes) {
    const circle_id = rows.circle.find(({ name }) => name === circle)?.id;
    if (!circle_id) throw new Error(`the demonstration has no circle called ${circle}`);
    const send = (
      owner_id: string,
      at: number,
      told: { title: string; words: string; answers_id?: string },
    ) => {
      const id = newId();
      const { answerBy, deleteAfter } = termsOf(usualTerms, at);
      rows.recording.push({
        ...{ id, owner_id, circle_id, kind: 'words', ...told },
        created_at: new Date(at),
        sent_at: new Date(at),
        answer_by: told.answers_id ? null : new Date(answerBy),
        delete_after: new Date(deleteAfter),
      });
      const item = { kind: 'recording', item_id: id, audience: 'circle' };
      rows.share.push({ id: newId(), owner_id, circle_id, ...item, since: new Date(at) });
      return id;
    };
    const answers_id = send(people[person], now - daysAgo * day, { title, words });
    if (answer)
      send(people[answer.person], now - (daysAgo - 1) * day, { title: '', words: answer.words, answers_id });
  }
}
