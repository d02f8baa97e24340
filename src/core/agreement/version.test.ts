import { expect, test } from 'vitest';
import { hardMoments } from './template.ts';
import { openProposal, versionInForce } from './version.ts';

test('the version in force stays until a newer one has everyone; a withdrawn one never counts', () => {
  const base = { proposedBy: 'ana', proposedAt: 1 };
  const versions = [
    { ...base, version: 1, inForceAt: 2 },
    { ...base, version: 2, withdrawnAt: 3 },
    { ...base, version: 3 },
  ];
  expect(versionInForce(versions)?.version).toBe(1);
  expect(openProposal(versions)?.version).toBe(3);
  expect(versionInForce([...versions.slice(0, 2), { ...base, version: 3, inForceAt: 9 }])?.version).toBe(3);
  expect(versionInForce([])).toBeUndefined();
});

test("the words for hard moments are that clause's lines, however they are listed", () => {
  const clause = {
    id: 'x',
    title: 'Our words',
    body: '“Can we stop here?”\n\n- I need a minute.\n  • Say it softer. ',
  };
  expect(hardMoments([{ ...clause, template: 'hard-moments' }, clause])).toEqual([
    '“Can we stop here?”',
    'I need a minute.',
    'Say it softer.',
  ]);
});
