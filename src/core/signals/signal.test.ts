import { expect, test } from 'vitest';
import { signalKinds, signalsOver } from './signal.ts';

const mondays = ['2026-11-02', '2026-11-09', '2026-11-16'];

test('each signal has its own weeks, and one that never happened is there with noughts', () => {
  const signals = signalsOver(mondays, [
    { kind: 'exercise', week: '2026-11-16', times: 2 },
    { kind: 'exercise', week: '2026-11-02', times: 1 },
    { kind: 'session', week: '2026-11-09', times: 1 },
  ]);
  expect(signals.map(({ kind }) => kind)).toEqual([...signalKinds]);
  expect(signals.find(({ kind }) => kind === 'exercise')).toEqual({
    kind: 'exercise',
    weeks: [1, 0, 2],
    all: 3,
  });
  expect(signals.find(({ kind }) => kind === 'habit')).toEqual({ kind: 'habit', weeks: [0, 0, 0], all: 0 });
});

test('what lies in a week that is not shown is not counted', () => {
  const [session] = signalsOver(mondays, [{ kind: 'session', week: '2026-10-26', times: 4 }]);
  expect(session).toMatchObject({ all: 0 });
});
