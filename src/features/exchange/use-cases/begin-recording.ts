import { sizeProblem } from '#core/exchange/sizes.ts';
import { unsentDays } from '#core/exchange/terms.ts';
import type { CircleMember } from '#features/circles/access.ts';
import type { App } from '#server/app.ts';
import { spend } from '#server/rate-limits.ts';
import type { ToldRecording } from '../input.ts';
import { countBytes, findRecording, insertRecording } from '../store/recordings.ts';
import { termsInForce } from '../store/terms.ts';
import { findToAnswer } from './find-to-answer.ts';

export type BeginRefusal =
  | 'closed'
  | 'too-many'
  | 'too-long'
  | 'too-large'
  | 'full'
  | 'taken'
  | 'unanswerable';
export type Begun = { ok: true; id: string } | { ok: false; reason: BeginRefusal };

const limit = { name: 'recording', points: 120, minutes: 60 };
/** Bytes that one person may keep at a time. */
const mostKept = 2 * 1024 ** 3;

/**
 * Makes room for a recording whose bytes come next. Its id is made by whoever records, so that a beginning whose answer was
 * lost is the same beginning.
 */
export async function beginRecording(app: App, member: CircleMember, told: ToldRecording): Promise<Begun> {
  const { id, kind, seconds, bytes, title, answers } = told;
  if (member.closed) return { ok: false, reason: 'closed' };
  const spent = await spend(app.database, limit, member.personId);
  if (!spent.ok) return { ok: false, reason: 'too-many' };
  return app.database.asPerson(member, async (tx) => {
    const known = await findRecording(tx, member, id);
    if (known) {
      const same = known.owner === member.personId && known.bytes === bytes && known.kind === kind;
      return same ? { ok: true, id } : { ok: false, reason: 'taken' };
    }
    const problem = sizeProblem(told, (await termsInForce(tx, member)).longestSeconds);
    if (problem) return { ok: false, reason: problem };
    if ((await countBytes(tx, member)) + bytes > mostKept) return { ok: false, reason: 'full' };
    if (answers && !(await findToAnswer(tx, member, answers))) return { ok: false, reason: 'unanswerable' };
    const deleteAfter = new Date(app.clock.now().getTime() + unsentDays * 86_400_000);
    const made = await insertRecording(tx, member, {
      ...{ id, kind, seconds, bytes, title, answers, deleteAfter },
      words: '',
    });
    return made ? { ok: true, id } : { ok: false, reason: 'taken' };
  });
}
