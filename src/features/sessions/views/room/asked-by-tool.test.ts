import { expect, test } from 'vitest';
import { isAskedByTool } from './asked-by-tool.ts';

test.each([
  ['check-in', 'What tiny action did you attempt since last time?', true],
  ['check-in', 'What felt harder than expected?', true],
  ['check-in', 'I am ... Most of my day I ... And just now I am ...', false],
  ['commit', 'In ... I will ..., and I will know it worked if ...', true],
  ['commit', 'On ... I will ..., and I will know it worked if ...', true],
  ['commit', 'In my next review of ... I will ..., and I will know it worked if the author ...', false],
  ['debrief', 'What felt harder than expected?', false],
] as const)('in a step of kind %s the prompt “%s” stands twice: %s', (kind, prompt, twice) => {
  expect(isAskedByTool(kind, prompt)).toBe(twice);
});
