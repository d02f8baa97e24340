import { expect, test } from 'vitest';
import { consentState } from './consent.ts';
import { missingBefore } from './missing.ts';
import { hardMoments } from './template.ts';
import { openProposal, versionInForce } from './version.ts';

test('without a version in force the session waits for those who have not consented to the proposal', () => {
  expect(missingBefore({ present: ['ana', 'ben'], awaited: ['ben'], pairs: [] })).toEqual([
    { reason: 'no-agreement', waitingFor: ['ben'] },
  ]);
});

test('somebody who is away does not hold up those who are present', () => {
  const input = { inForce: { consented: ['ana', 'ben'] }, awaited: [], pairs: [] };
  expect(missingBefore({ ...input, present: ['ana', 'ben'] })).toEqual([]);
  expect(missingBefore({ ...input, present: ['ana', 'ben', 'cleo'] })).toEqual([
    { reason: 'consent', person: 'cleo' },
  ]);
});

test('a manager and a report who have not opted in are named to those two only', () => {
  const between = { manager: 'ana', report: 'ben', agreed: ['ana'] };
  const input = { present: ['ana', 'ben'], inForce: { consented: ['ana', 'ben'] }, awaited: [] };
  expect(missingBefore({ ...input, pairs: [between] })).toEqual([{ reason: 'manager-opt-in', between }]);
  expect(missingBefore({ ...input, pairs: [undefined] })).toEqual([{ reason: 'manager-opt-in' }]);
});

test('a consent from an earlier stay does not count', () => {
  const members = [
    { person: 'ana', joinedAt: 10 },
    { person: 'ben', joinedAt: 50 },
  ];
  const consents = [
    { person: 'ana', consentedAt: 10 },
    { person: 'ben', consentedAt: 20 },
    { person: 'gone', consentedAt: 60 },
  ];
  expect(consentState({ members, consents })).toEqual({ consented: ['ana'], awaited: ['ben'] });
});

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
