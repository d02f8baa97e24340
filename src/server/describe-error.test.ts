import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';

test('a described error says where it happened and repeats nobody', () => {
  const secret = 'I cried after the review';
  const error = Object.assign(new Error(`duplicate: (${secret})`), {
    code: '23505',
    constraint: 'person_contact_email',
    detail: secret,
    cause: new SyntaxError(`Unexpected token in "${secret}"`),
  });
  const described = describeError(error);
  expect(described).toMatchObject({ name: 'Error', code: '23505', constraint: 'person_contact_email' });
  expect(described.frames[0]).toContain('describe-error.test.ts');
  expect(described.cause?.name).toBe('SyntaxError');
  expect(JSON.stringify(described)).not.toContain(secret);
});

test('a message over several lines does not pass for frames', () => {
  const error = new Error('first\n  second line, private');
  expect(JSON.stringify(describeError(error))).not.toContain('private');
});

test('even what is no error is described', () => {
  expect(describeError('private')).toEqual({ name: 'string', frames: [] });
});
