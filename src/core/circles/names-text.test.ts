import { expect, test } from 'vitest';
import { namesText } from './names-text.ts';

test('names are listed as one says them', () => {
  expect(namesText(['Ana', 'Ben', 'Cleo'], 'en-GB')).toBe('Ana, Ben and Cleo');
});
