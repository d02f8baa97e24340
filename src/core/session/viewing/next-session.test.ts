import { expect, test } from 'vitest';
import { everyKind } from '../example-playbook.ts';
import { startedBy } from '../running-example.ts';
import { circleOf } from '../walk-through.ts';

test('who is away today is named with their own clock beside the next session', () => {
  const session = startedBy(['mara', 'ilya', 'noor'], everyKind);
  const { members } = circleOf(['mara', 'ilya', 'noor', 'wren'], everyKind);
  const away = members.map((member) =>
    member.id === 'wren' ? { ...member, timeZone: 'America/New_York' } : member,
  );
  const startsAt = session.now + 7 * 86_400_000;
  session.act('mara', { type: 'set-next', startsAt, timeZone: 'Europe/London' });
  expect(session.view('mara').nextSession).toEqual({ startsAt, timeZone: 'Europe/London' });
  session.context = { ...session.context, members: away };
  expect(session.view('mara').nextSession?.others).toEqual([
    { id: 'wren', name: expect.any(String), timeZone: 'America/New_York' },
  ]);
});
