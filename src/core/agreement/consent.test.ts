import { expect, test } from 'vitest';
import { askedAgain, consentState } from './consent.ts';

const stay = (person: string, joinedAt: number) => ({ person, joinedAt });
const consent = (person: string, consentedAt: number) => ({ person, consentedAt });

test('a consent from an earlier stay does not count', () => {
  const input = {
    members: [stay('ana', 1), stay('ben', 9)],
    consents: [consent('ana', 2), consent('ben', 3)],
  };
  expect(consentState(input)).toEqual({ consented: ['ana'], awaited: ['ben'] });
});

test('whoever joins asks everyone again, and what was said goes on counting', () => {
  const input = {
    members: [stay('ana', 1), stay('ben', 1), stay('cleo', 20)],
    consents: [consent('ana', 5), consent('ben', 6)],
    inForceAt: 6,
  };
  expect(askedAgain(input)).toEqual(['ana', 'ben']);
  expect(consentState(input).consented).toEqual(['ana', 'ben']);
  const answered = [...input.consents.slice(1), consent('ana', 30), consent('cleo', 25)];
  expect(askedAgain({ ...input, consents: answered })).toEqual(['ben']);
});

test('those who were there when it came into force are asked once', () => {
  const input = {
    members: [stay('ana', 1), stay('ben', 4)],
    consents: [consent('ana', 2), consent('ben', 5)],
    inForceAt: 5,
  };
  expect(askedAgain(input)).toEqual([]);
});
