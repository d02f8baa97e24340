import type { Instant } from './event.ts';
import { evidenceKinds, sealedKinds, type Words, type WordsChange } from './words.ts';

/**
 * The words of a session after a change, as the database keeps them: for whoever holds a session in memory (tests, walking
 * through alone, a node's cache). A change to a row that is not there changes nothing.
 */
export function applyWordsChange(words: Words[], change: WordsChange, now: Instant): Words[] {
  switch (change.type) {
    case 'put':
      return words.some(({ id }) => id === change.words.id) ? words : [...words, change.words];
    case 'edit':
      return words.map((row) => (row.id === change.id ? { ...row, body: change.body } : row));
    case 'remove':
      return words.filter(({ id }) => id !== change.id);
    case 'keep':
      return words.map((row) => (row.id === change.id ? { ...row, audience: change.audience } : row));
    case 'narrow':
      return words.map((row) => (isEvidence(row) ? { ...row, audience: 'subject' } : row));
    case 'release':
      return words.map((row) => {
        const sealedHere =
          row.releasedAt === undefined &&
          row.step === change.step &&
          row.pass === change.pass &&
          sealedKinds.some((kind) => kind === row.body.kind);
        if (!sealedHere) return row;
        const audience = change.audience === 'subject' ? 'subject' : row.audience;
        return { ...row, audience, releasedAt: now };
      });
  }
}

function isEvidence(row: Words): boolean {
  return (
    row.subject !== undefined &&
    row.audience === 'session' &&
    evidenceKinds.some((kind) => kind === row.body.kind)
  );
}
