import { evidenceKinds } from '../words.ts';
import { rowOf } from './may-write.ts';
import { decided, type Over, type Rule } from './situation.ts';

/** After the end: whom evidence is about keeps it for themselves or for the circle; who attached an artefact, likewise. */
export const keep: Rule<'keep', Over> = {
  fromOutside: true,
  decide(act, situation) {
    const { by, words } = situation;
    const row = rowOf(words, act.wordsId);
    if (!row || row.releasedAt === undefined) return { refusal: 'no-such-words' };
    const fact = { type: 'words-kept' as const, wordsId: row.id, for: act.for };
    if (row.body.kind === 'artefact') {
      if (row.author !== by) return { refusal: 'no-such-words' };
      const audience = act.for === 'me' ? 'author' : 'session';
      return decided(situation, [fact], {
        words: [{ type: 'keep', id: row.id, by, audience }],
        effects: [{ type: 'keep-artefact', wordsId: row.id }],
      });
    }
    if (row.subject !== by || !evidenceKinds.some((kind) => kind === row.body.kind))
      return { refusal: 'not-about-you' };
    const audience = act.for === 'me' ? 'subject' : 'session';
    return decided(situation, [fact], { words: [{ type: 'keep', id: row.id, by, audience }] });
  },
};
