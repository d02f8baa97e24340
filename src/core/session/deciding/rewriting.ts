import type { Refusal } from '../refusal.ts';
import type { Words, WordsBody } from '../words.ts';
import { bodyProblem, longest, missingPart } from './check-body.ts';
import { rowOf } from './may-write.ts';
import { decided, type Live, type Over, type Rule, type Situation } from './situation.ts';

/** Authors mend their own words until they count for somebody else: evidence released, feedback given, suggestion picked. */
export const rewrite: Rule<'rewrite', Live> = {
  worksInPause: true,
  decide({ wordsId, body }, situation) {
    const row = rowOf(situation.words, wordsId);
    if (!row || row.author !== situation.by) return { refusal: 'no-such-words' };
    const wrong = fixedAlready(row) ?? sameKind(row, body) ?? bodyProblem(body, stepOfRow(row, situation));
    if (wrong) return wrong;
    const change = { type: 'edit' as const, id: wordsId, by: situation.by, body: kept(row.body, body) };
    const noticed = row.releasedAt === undefined ? [] : [{ type: 'words-changed' as const, wordsId }];
    return decided(situation, noticed, { words: [change] });
  },
};

/** The author strikes; whom released words are about may remove them too. Undoing a sealed observation is noticed by nobody. */
export const remove: Rule<'remove', Live | Over> = {
  worksInPause: true,
  decide({ wordsId }, situation) {
    const { by } = situation;
    const row = rowOf(situation.words, wordsId);
    const mine = row?.author === by;
    const aboutMe = row?.subject === by && row.releasedAt !== undefined && row.audience !== 'author';
    if (!row || !(mine || aboutMe)) return { refusal: 'no-such-words' };
    const noticed = row.releasedAt === undefined ? [] : [{ type: 'words-removed' as const, wordsId }];
    return decided(situation, noticed, { words: [{ type: 'remove', id: wordsId, by }] });
  },
};

/** Whoever received suggestions picks one, in their own words; another that they had picked in the same step is put back. */
export const pickSuggestion: Rule<'pick-suggestion', Live> = {
  worksInPause: true,
  decide({ wordsId, reworded }, situation) {
    const { by, words } = situation;
    const row = rowOf(words, wordsId);
    if (row?.body.kind !== 'suggestion') return { refusal: 'no-such-words' };
    if (row.subject !== by) return { refusal: 'not-about-you' };
    if (!reworded.trim()) return { refusal: 'empty', field: 'reworded' };
    if (reworded.length > longest.text) return { refusal: 'too-long', field: 'reworded', most: longest.text };
    if (plain(reworded) === plain(row.body.text)) return { refusal: 'same-words' };
    const before = words.filter(
      ({ id, body, subject, step }) =>
        id !== wordsId && body.kind === 'suggestion' && body.picked && subject === by && step === row.step,
    );
    return decided(situation, [{ type: 'suggestion-picked', wordsId }], {
      words: [
        ...before.map(
          ({ id, body }) =>
            ({ type: 'edit', id, by, body: { ...body, picked: false } as WordsBody }) as const,
        ),
        { type: 'edit', id: wordsId, by, body: { ...row.body, reworded, picked: true } },
      ],
    });
  },
};

/** A draft becomes feedback: from now on the one whom it is about reads it. */
export const giveFeedback: Rule<'give-feedback', Live> = {
  decide({ wordsId, form }, situation) {
    const { by, now, words } = situation;
    const row = rowOf(words, wordsId);
    if (row?.author !== by || row.body.kind !== 'feedback') return { refusal: 'no-such-words' };
    if (row.subject === undefined) return { refusal: 'about-another' };
    if (row.body.given) return { refusal: 'already-given' };
    if (row.body.form !== form) return { refusal: 'other-kind' };
    const missing = missingPart(row.body);
    if (missing) return missing;
    // The row is put anew under the same id: its time of release is set once, on insert.
    const given: Words = { ...row, releasedAt: now, body: { ...row.body, given: true } };
    return decided(situation, [{ type: 'words-added', wordsId, kind: 'feedback', about: row.subject }], {
      words: [
        { type: 'remove', id: wordsId, by },
        { type: 'put', words: given },
      ],
    });
  },
};

function fixedAlready({ body, releasedAt }: Words): Refusal | undefined {
  const evidence = body.kind === 'observation' || body.kind === 'anchor';
  if (evidence && releasedAt !== undefined) return { refusal: 'already-released' };
  if (body.kind === 'feedback' && body.given) return { refusal: 'already-given' };
  return body.kind === 'suggestion' && body.picked ? { refusal: 'already-picked' } : undefined;
}

function sameKind(row: Words, body: WordsBody): Refusal | undefined {
  return row.body.kind === body.kind ? undefined : { refusal: 'other-kind' };
}

/** What the author may not change by rewriting. */
function kept(before: WordsBody, after: WordsBody): WordsBody {
  if (after.kind === 'suggestion') return { kind: 'suggestion', text: after.text };
  if (after.kind === 'feedback') return { ...after, given: false };
  if (after.kind === 'observation' && before.kind === 'observation')
    return { ...after, offset: before.offset };
  if (after.kind === 'anchor' && before.kind === 'anchor') return { ...after, behaviour: before.behaviour };
  return after;
}

function stepOfRow(row: Words, { room, context }: Situation<Live>) {
  return context.playbook.steps[room.plan[row.step ?? -1]?.step ?? -1];
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
