import { afterEach, expect, test, vi } from 'vitest';
import type { Act } from '#core/session/command.ts';
import { commandQueue } from './command-queue.ts';
import type { DraftChange } from './draft-box.svelte.ts';
import { type Answer, createMailbox } from './mailbox.ts';
import { ownStore, storageInMemory } from './own-store.ts';

afterEach(() => vi.unstubAllGlobals());

const says = (text: string): Act => ({ type: 'write', wordsId: 'w', body: { kind: 'thanks', text } });

/** A mailbox before a door that cannot read some messages, as `answers` says of each. */
function mailboxBefore(answers: (body: string) => number) {
  const queue = commandQueue(ownStore({ person: 'noor', session: 'one' }, storageInMemory()));
  let drafts: DraftChange[] = [];
  const answered = new Map<string, Answer>();
  const statuses: number[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: { body: string }) => {
    const status = answers(body);
    statuses.push(status);
    const results = JSON.parse(body).commands.map(({ id }: { id: string }) => ({ id, ok: true, seq: 1 }));
    return new Response(JSON.stringify({ results }), { status });
  });
  const mailbox = createMailbox({
    address: '/sessions/one/commands',
    queue,
    drafts: {
      unsent: () => drafts,
      sent: (changes) => {
        drafts = drafts.filter((draft) => !changes.includes(draft));
      },
    },
    person: 'noor',
    holder: undefined,
    answered: ({ id }, answer) => {
      queue.remove(id);
      answered.set(id, answer);
    },
    reached: () => undefined,
    shutOut: () => undefined,
  });
  const type = (changes: DraftChange[]) => {
    drafts = changes;
  };
  return { mailbox, queue, type, answered, statuses, unsent: () => drafts };
}

test.each([400, 413])(
  'an act that the door answers with %s comes back with its reason, and the others pass',
  async (status) => {
    const { mailbox, queue, type, answered, unsent } = mailboxBefore((body) =>
      body.includes('x'.repeat(4001)) ? status : 200,
    );
    queue.add({ id: '1', act: says('before') });
    queue.add({ id: '2', act: says('x'.repeat(5000)), draft: 'thanks', said: { text: 'x'.repeat(5000) } });
    queue.add({ id: '3', act: says('after') });
    type([{ field: 'thanks:text', body: 'still typing' }]);
    await mailbox.send();
    expect([...answered.values()]).toMatchObject([
      { id: '1', ok: true },
      { id: '2', ok: false, refusal: 'too-long', most: 4000 },
      { id: '3', ok: true },
    ]);
    expect(queue.all()).toEqual([]);
    expect(unsent()).toEqual([]);
  },
);

test('an act that the door does not know comes back once', async () => {
  const { mailbox, queue, answered, statuses } = mailboxBefore(() => 400);
  queue.add({ id: '1', act: says('hello') });
  await mailbox.send();
  expect(answered.get('1')).toMatchObject({ ok: false, refusal: 'other-kind' });
  expect(statuses).toEqual([400]);
});

test('of a draft no more goes out than is kept of it', async () => {
  const bodies: string[] = [];
  const { mailbox, type, unsent } = mailboxBefore((body) => {
    bodies.push(body);
    return 200;
  });
  type([{ field: 'thanks:text', body: 'y'.repeat(600_000) }]);
  await mailbox.send();
  expect(JSON.parse(bodies[0] ?? '').drafts[0].body).toHaveLength(9000);
  expect(unsent()).toEqual([]);
});

test('a draft that cannot be read holds nothing else up', async () => {
  const { mailbox, queue, type, answered, unsent } = mailboxBefore((body) =>
    body.includes('@') ? 400 : 200,
  );
  queue.add({ id: '1', act: says('hello') });
  type([
    { field: '@', body: 'one' },
    { field: 'thanks:text', body: 'two' },
  ]);
  await mailbox.send();
  expect(answered.get('1')).toMatchObject({ ok: true });
  expect(unsent()).toEqual([]);
});
