import { Writable } from 'node:stream';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { useApp } from '../../../tests/support/app.ts';
import { usePages } from '../../../tests/support/pages.ts';

const app = useApp();
const pages = usePages(app);

test('the log knows routes and times, and neither tokens, queries, addresses nor what was typed', async () => {
  let lines = '';
  const memory = new Writable({
    write(chunk, _encoding, done) {
      lines += chunk;
      done();
    },
  });
  app.log = pino({ level: 'trace' }, memory);
  const token = 'canary-token-'.padEnd(43, 'x');
  const visitor = pages.visitor();
  visitor.cookies.set('rondo', token);
  await visitor.get(`/sign-in/${token}?next=/canary-query`);
  await visitor.post(`/sign-in/${token}`, { next: '/canary-next' });
  await visitor.post('/sign-in', { email: 'canary@example.org' });
  await visitor.post('/sign-in/code', { code: 'canary-code' });
  await visitor.get('/no-such-page/canary-path');
  // Something that breaks in the middle, with words in its message.
  app.database.asNobody = () => Promise.reject(new Error('canary in a message'));
  await visitor.post('/sign-in', { email: 'canary@example.org' });
  expect(lines).toContain('"route":"/sign-in/[token]"');
  expect(lines).toContain('"method":"POST"');
  expect(lines).toContain('unexpected error');
  expect(lines).not.toContain('canary');
});
