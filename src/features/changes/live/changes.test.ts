import { expect, test } from 'vitest';
import { newId } from '#server/ids.ts';
import { createChanges, type Told } from './changes.ts';

const organisationId = newId();
const circle = newId();
const board = `board:${circle}`;

function node() {
  const clock = { now: 1_000_000 };
  const changes = createChanges(() => clock.now);
  changes.mayHaveMissed();
  clock.now += 100_000;
  const listen = (personId: string, age = 500) => {
    const heard: Told[][] = [];
    let closed = false;
    const leave = changes.subscribe({
      organisationId,
      personId,
      signInId: newId(),
      age,
      hear: (told) => heard.push(told),
      close: () => {
        closed = true;
        leave();
      },
    });
    return {
      topics: () => heard.map((told) => told.map(({ topic }) => topic)),
      last: () => heard.at(-1) ?? [],
      closed: () => closed,
      leave,
    };
  };
  const tell = (topic: string, ...people: string[]) =>
    changes.hear(`${organisationId} ${topic} ${people.join(',')}`);
  return { clock, changes, listen, tell };
}

test('whom a change is told hears of it in every tab, and nobody else does', () => {
  const { listen, tell } = node();
  const [mara, ilya] = [newId(), newId()];
  const [one, two, other] = [listen(mara), listen(mara), listen(ilya)];
  tell(board, mara);
  expect(one.topics()).toEqual([[], [board]]);
  expect(two.topics()).toEqual([[], [board]]);
  expect(other.topics()).toEqual([[]]);
});

test('nobody of another organisation hears it, though the person had the same id', () => {
  const { changes, listen } = node();
  const mara = newId();
  const one = listen(mara);
  changes.hear(`${newId()} ${board} ${mara}`);
  expect(one.topics()).toEqual([[]]);
});

test('what was told while a page came is told when its stream opens, with the same id', () => {
  const { clock, listen, tell } = node();
  const mara = newId();
  const first = listen(mara);
  tell(board, mara);
  clock.now += 700;
  const second = listen(mara, 900);
  expect(second.topics()).toEqual([[board]]);
  expect(second.last()).toMatchObject([{ id: first.last()[0]?.id, ago: 700 }]);
});

test('a page that is older than this node remembers, or than its connection, looks at everything again', () => {
  const { clock, changes, listen } = node();
  expect(listen(newId(), 59_000).topics()).toEqual([['everything']]);
  changes.mayHaveMissed();
  clock.now += 5000;
  expect(listen(newId(), 10_000).topics()).toEqual([['everything']]);
  expect(listen(newId(), 1000).topics()).toEqual([[]]);
  // Before it listens at all, a node knows nothing of what changes.
  const deaf = createChanges(() => clock.now);
  const heard: Told[][] = [];
  const who = { organisationId, personId: newId(), signInId: newId(), age: 0, close: () => undefined };
  deaf.subscribe({ ...who, hear: (told) => heard.push(told) });
  expect(heard).toMatchObject([[{ topic: 'everything' }]]);
});

test('after notices may have been lost all look again, or those of one organisation', () => {
  const { changes, listen } = node();
  const one = listen(newId());
  changes.mayHaveMissed(newId());
  expect(one.topics()).toEqual([[]]);
  changes.mayHaveMissed(organisationId);
  changes.mayHaveMissed();
  expect(one.topics()).toEqual([[], ['everything'], ['everything']]);
});

test('what was told is forgotten after a minute, and not passed on when it is no topic', () => {
  const { clock, changes, listen, tell } = node();
  const mara = newId();
  tell(board, mara);
  tell('I will ask first.', mara);
  expect(changes.lately({ organisationId, personId: mara })).toHaveLength(1);
  clock.now += 60_001;
  tell('shares', newId());
  expect(changes.lately({ organisationId, personId: mara })).toEqual([]);
  expect(listen(mara).topics()).toEqual([[]]);
});

test('whoever opens ever more streams ends their own oldest', () => {
  const { changes, listen } = node();
  const mara = newId();
  const other = listen(newId());
  const tabs = Array.from({ length: 25 }, () => listen(mara));
  expect(tabs.map((tab) => tab.closed())).toEqual(tabs.map((_, at) => at < 5));
  expect(other.closed()).toBe(false);
  expect([...changes.listeners()]).toHaveLength(21);
});
