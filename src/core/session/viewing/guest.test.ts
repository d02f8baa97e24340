import { expect, test } from 'vitest';
import { actsOpenTo } from '../decide.ts';
import { guestActs } from '../deciding/guests.ts';
import { situationOf } from '../deciding/situation.ts';
import { each, everyKind, once, playbookOf, stepOf } from '../example-playbook.ts';
import { holder, playedUntil, startedBy } from '../running-example.ts';
import { circleOf, Session } from '../walk-through.ts';

const people = ['mara', 'ilya', 'noor'];
const said = 'What I would never say twice';
const card = { id: 'c', owner: 'mara', experiment: 'I count to three', context: '', criterion: '' };

/** Three of a circle, with a card on their board, and Wren, who sits in. */
function contextOf(playbook = everyKind) {
  const { members, ...rest } = circleOf([...people, 'wren'], playbook);
  const withGuest = members.map((one) => (one.id === 'wren' ? { ...one, guest: true } : one));
  return { ...rest, members: withGuest, openCards: [card] };
}

function begun({ playbook = everyKind, from = 'lobby' as 'lobby' | 'running' } = {}) {
  const session = new Session(contextOf(playbook));
  session.act('mara', { type: 'open' });
  for (const person of people) session.act(person, { type: 'join' });
  if (from === 'lobby') session.act('wren', { type: 'join' });
  session.act('mara', { type: 'start' });
  if (from === 'running') session.act('wren', { type: 'join' });
  return session;
}

test.each(['lobby', 'running'] as const)(
  'a guest who came from the %s observes at the end of the ring, without a turn',
  (from) => {
    const session = begun({
      playbook: playbookOf([stepOf('round', each(60)), stepOf('drill', once(60))]),
      from,
    });
    expect(session.view('mara').seats.at(-1)).toMatchObject({ id: 'wren', roles: ['guest', 'observer'] });
    const room = session.room as { plan: { turns?: string[] }[]; attended: string[] };
    expect(room.plan.flatMap(({ turns }) => turns ?? [])).not.toContain('wren');
    expect(room.attended).toEqual(people);
  },
);

test('a guest neither begins, leads, ends nor decides anything, and nobody hands them a role', () => {
  const session = begun();
  const { room, context, now } = session;
  const situation = situationOf(room, { id: 'x', by: 'wren' }, { now, context, words: [] });
  expect(actsOpenTo(situation).filter((act) => !guestActs.includes(act))).toEqual([]);
  expect(session.act('wren', { type: 'close' })).toEqual({ refusal: 'guest-observes' });
  expect(session.act('wren', { type: 'take-role', role: 'facilitator' })).toEqual({
    refusal: 'guest-observes',
  });
  expect(session.act('mara', { type: 'ask-role-swap', role: 'observer', with: 'wren' })).toEqual({
    refusal: 'unknown-person',
  });
});

test('a guest counts for nobody: three are too few where two of them and a guest are there', () => {
  const session = new Session(
    contextOf(playbookOf([stepOf('free', once(60))], { people: { min: 3, max: 3 } })),
  );
  session.act('mara', { type: 'open' });
  for (const person of ['mara', 'ilya', 'wren']) session.act(person, { type: 'join' });
  expect(session.act('mara', { type: 'start' })).toMatchObject({ refusal: 'too-few', present: 2 });
  session.act('noor', { type: 'join' });
  session.act('mara', { type: 'start' });
  expect(session.room.status).toBe('running');
});

test('a guest sees no card of the circle, whatever step it stands in', () => {
  const session = begun();
  while (session.room.status === 'running') {
    expect(JSON.stringify(session.view('wren'))).not.toContain(card.experiment);
    session.after(60_000);
    session.act('mara', { type: 'move-on', from: session.room.at });
    session.after(60_000);
    if (session.room.status === 'running') session.act('mara', { type: 'move-on', from: session.room.at });
  }
  expect(session.room.status).toBe('closed');
});

test('a guest hears what is said while they are in the room, and nothing before or after', () => {
  const session = begun({ from: 'running' });
  session.act('wren', { type: 'leave' });
  const body = { kind: 'artefact' as const, artefact: 'text' as const, text: said };
  session.act('mara', { type: 'write', wordsId: 'a', body });
  expect(JSON.stringify(session.view('wren'))).not.toContain(said);
  session.act('wren', { type: 'join' });
  expect(JSON.stringify(session.view('wren'))).toContain(said);
  session.act('mara', { type: 'close' });
  expect(JSON.stringify(session.view('ilya'))).toContain(said);
  expect(JSON.stringify(session.view('wren'))).not.toContain(said);
});

test('a guest observes as the others do; what they saw reaches whom it is about, and no card is theirs', () => {
  const session = playedUntil(begun(), 'drill');
  const focus = holder(session, 'focus owner');
  const body = { kind: 'observation' as const, behaviour: 0, quote: said, offset: 0 };
  session.act('wren', { type: 'write', wordsId: 'seen', body });
  expect(JSON.stringify(session.view(focus))).not.toContain(said);
  playedUntil(session, 'debrief');
  expect(JSON.stringify(session.view(focus))).toContain(said);
  const mine = { kind: 'check-in' as const, attempted: 'a', harder: 'b' };
  expect(session.act('wren', { type: 'write', wordsId: 'mine', body: mine })).toEqual({
    refusal: 'guest-observes',
  });
});

test('what a playbook asks of everyone in turn is not asked of a guest, who reads what the others are asked', () => {
  const asked = { role: 'everyone', text: 'answer both questions' };
  const words = { role: 'everyone', text: 'What did you attempt?' };
  const step = (kind: 'round' | 'drill') => ({ ...stepOf(kind, each(60)), does: [asked], prompts: [words] });
  const session = begun({ playbook: playbookOf([step('round'), step('drill')]) });
  const lit = session.view('wren').now?.lit ?? '';
  expect(people).toContain(lit);
  expect(session.view('wren').now).toMatchObject({ mine: [], myPrompts: [], litPrompts: [words] });
  for (const person of people)
    expect(session.view(person).now).toMatchObject({ mine: [asked], myPrompts: [words], litPrompts: [] });
  playedUntil(session, 'drill');
  expect(session.view('wren').now).toMatchObject({ mine: [asked], myPrompts: [words] });
});

test('a guest is known as one before they sit down, and when it is called off', () => {
  const session = new Session(contextOf());
  session.act('mara', { type: 'open' });
  session.act('mara', { type: 'join' });
  expect(session.view('wren').me.roles).toEqual(['guest', 'observer']);
  expect(session.view('ilya').me.roles).toEqual([]);
  session.act('mara', { type: 'close' });
  expect(session.view('wren').me.roles).toEqual(['guest', 'observer']);
});

test('a session with a guest ends without turns for them, and the circle alone agrees to forget it', () => {
  const session = begun();
  session.act('mara', { type: 'close' });
  const turns = session.effects.flatMap((effect) => (effect.type === 'record-turns' ? effect.turns : []));
  expect(turns.length).toBeGreaterThan(0);
  expect(turns.map(({ person }) => person)).not.toContain('wren');
  session.act('mara', { type: 'propose-discard' });
  expect(session.act('wren', { type: 'withdraw-discard' })).toEqual({ refusal: 'guest-observes' });
  session.act('ilya', { type: 'agree-discard' });
  session.act('noor', { type: 'agree-discard' });
  expect(session.room.status).toBe('discarded');
});

test('a guest who is the last to be ready ends the last step for nobody', () => {
  const session = begun({ playbook: playbookOf([stepOf('drill', once(600))]) });
  const focus = holder(session, 'focus owner');
  session.act(focus, { type: 'move-on', from: 0 });
  for (const person of [...people, 'wren']) session.act(person, { type: 'ready', from: 0 });
  expect(session.room.status).toBe('running');
  session.act(focus, { type: 'move-on', from: 0 });
  expect(session.room.status).toBe('closed');
});

test('whoever is not of the circle in this session is asked for nobody’s device', () => {
  const session = startedBy(people, everyKind, { oneDevice: true, members: contextOf().members });
  expect(session.act('mara', { type: 'hand-device', to: 'wren' })).toEqual({ refusal: 'unknown-person' });
  expect(session.view('mara').unseated ?? []).toEqual([]);
  expect(session.view('wren').session.oneDevice).toBe(false);
});
