import { expect, test } from 'vitest';
import { feedbackParts } from '#core/feedback/forms.ts';
import { partWords } from './part-words.ts';

test('every part of every feedback form has a question and a hint', () => {
  for (const { part } of Object.values(feedbackParts).flat()) {
    expect(partWords[part]?.label().endsWith('?'), part).toBe(true);
    expect(partWords[part]?.hint(), part).toMatch(/\.[”]?$/);
  }
});
