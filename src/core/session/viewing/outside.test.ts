import { expect, test } from 'vitest';
import { everyKind } from '../example-playbook.ts';
import { startedBy } from '../running-example.ts';
import { circleOf } from '../walk-through.ts';

const said = 'What I would never say twice';

/** Three who practise, and Wren, who came to the circle when they had begun. */
function begun() {
  const session = startedBy(['mara', 'ilya', 'noor'], everyKind);
  const body = { kind: 'artefact' as const, artefact: 'text' as const, text: said };
  session.act('mara', { type: 'write', wordsId: 'a', body });
  const { members } = circleOf(['mara', 'ilya', 'noor', 'wren'], everyKind);
  session.context = {
    ...session.context,
    members: members.map((member) => (member.id === 'wren' ? { ...member, cameWhileOpen: true } : member)),
  };
  return session;
}

test('who came to the circle while the session was open hears it from when they enter, and not before', () => {
  const session = begun();
  expect(JSON.stringify(session.view('ilya'))).toContain(said);
  expect(JSON.stringify(session.view('wren'))).not.toContain(said);
  session.act('wren', { type: 'join' });
  expect(JSON.stringify(session.view('wren'))).toContain(said);
});

test('who came and never entered stays outside when it is over', () => {
  const session = begun();
  session.act('mara', { type: 'close' });
  expect(JSON.stringify(session.view('ilya'))).toContain(said);
  expect(JSON.stringify(session.view('wren'))).not.toContain(said);
});
