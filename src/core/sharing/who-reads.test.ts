import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Audience, audiences } from './audience.ts';
import { mayRead, readersOf, type Share, type Stay } from './who-reads.ts';

const people = ['ana', 'ben', 'cleo', 'dev'];
const circles = ['thursday', 'loom'];
const time = fc.integer({ min: 0, max: 9 });
const stay: fc.Arbitrary<Stay> = fc.record({
  person: fc.constantFrom(...people),
  circle: fc.constantFrom(...circles),
  from: time,
  to: fc.constantFrom(undefined, undefined, 12),
});
const stays = fc.array(stay, { maxLength: 8 });
const share = (audience: fc.Arbitrary<Audience> = fc.constantFrom(...audiences)): fc.Arbitrary<Share> =>
  fc.record({
    owner: fc.constant('ana'),
    audience,
    partner: fc.constant('ben'),
    circle: fc.constantFrom(...circles),
    since: time,
    until: fc.constantFrom(undefined, undefined, 12),
  });
const reader = fc.constantFrom(...people);

test('the owner always reads what is theirs', () => {
  fc.assert(fc.property(share(), stays, (one, all) => mayRead(one, one.owner, all)));
});

test('once it is withdrawn nobody else reads it, however far it went', () => {
  fc.assert(
    fc.property(share(), stays, reader, (one, all, who) => {
      expect(mayRead({ ...one, until: 10 }, who, all)).toBe(who === one.owner);
    }),
  );
});

test('what is only counted, or only mine, is read by nobody else', () => {
  fc.assert(
    fc.property(share(fc.constantFrom('me', 'aggregate')), stays, reader, (one, all, who) => {
      expect(mayRead(one, who, all)).toBe(who === one.owner);
    }),
  );
});

test('who has left everything reads nothing but stories', () => {
  fc.assert(
    fc.property(share(fc.constantFrom('partner', 'circle')), stays, reader, (one, all, who) => {
      const gone = all.map((each) => (each.person === who ? { ...each, to: each.to ?? 15 } : each));
      expect(mayRead(one, who, gone)).toBe(who === one.owner);
    }),
  );
});

test('who comes later never sees what a circle was told before', () => {
  fc.assert(
    fc.property(share(fc.constant('circle')), stays, reader, (one, all, who) => {
      const late = all.filter((each) => each.person !== who || each.from > one.since);
      expect(mayRead(one, who, late)).toBe(who === one.owner);
    }),
  );
});

test('one more person in a circle opens nothing to anybody else', () => {
  fc.assert(
    fc.property(share(), stays, stay, (one, all, more) => {
      const before = readersOf(one, all);
      const after = readersOf(one, [...all, more]);
      const owners = more.person === one.owner;
      if (!owners && one.audience !== 'story')
        expect(after.filter((who) => who !== more.person)).toEqual(
          before.filter((who) => who !== more.person),
        );
      expect(before.every((who) => after.includes(who))).toBe(true);
    }),
  );
});

test('a partner reads it while they sit together, wherever that is', () => {
  const one: Share = { owner: 'ana', audience: 'partner', partner: 'ben', since: 5 };
  const sit = (person: string, circle: string, to?: number): Stay => ({ person, circle, from: 6, to });
  const rows: [Stay[], string[]][] = [
    [[sit('ana', 'loom'), sit('ben', 'loom'), sit('cleo', 'loom')], ['ben']],
    [[sit('ana', 'loom'), sit('ben', 'thursday')], []],
    [[sit('ana', 'loom'), sit('ben', 'loom', 9)], []],
    [[sit('ana', 'loom', 9), sit('ben', 'loom'), sit('ana', 'thursday'), sit('ben', 'thursday')], ['ben']],
  ];
  for (const [all, readers] of rows) expect(readersOf(one, all)).toEqual(readers);
});
