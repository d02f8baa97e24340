import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { joinByInvitation, makeCircle } from './stage/found-circle.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { problemsOf } from './stage/look-at.ts';
import { enterRoom, moveOnTo, seesNow, start } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// The room's last stream of a guest ends with the session, and is answered "not found" when it is asked for again.
const stage = useStage({ expected: [/status of 404/] });
let hosts: Visitor[] = [];
let circle = '';
let guest: Visitor;
let visit = '';
let room = '';

const board = 'I count to three before I answer.';

test('a colleague of another circle asks to visit, by the way that a member gave them', async () => {
  hosts = await Promise.all(['Mara Lindqvist', 'Noor Haddad'].map((name) => stage.visitor(name)));
  const [mara] = hosts as [Visitor, Visitor];
  circle = await foundQuickly(stage, hosts);
  guest = await stage.visitor('Wren Okafor');
  const other = await makeCircle(mara, 'The Monday three');
  await joinByInvitation(mara, guest, other);
  await mara.goto(`${circle}/board?do=write`);
  await mara.type(m.commitments_field_experiment(), board);
  await mara.press(m.commitments_put());
  await mara.goto(`${circle}/visits`);
  await mara.sees(m.visits_no_invite_session());
  const way = await mara.page.getByLabel(m.visits_circle_way(), { exact: true }).inputValue();
  await guest.goto(new URL(way).pathname);
  await guest.type(m.visits_field_sentence(), 'I would like to see how you listen.');
  await guest.press(m.visits_ask_do());
  await guest.page.waitForURL(/\/visits\/[0-9a-f-]{36}$/);
  visit = new URL(guest.page.url()).pathname;
  await guest.sees(m.visits_asked_title());
  expect((await guest.page.goto(guest.origin + circle))?.status()).toBe(404);
});

test('all members agree to one session, and the guest’s page says when', async () => {
  const [mara, noor] = hosts as [Visitor, Visitor];
  await mara.goto(`${circle}/sessions/new?playbook=live-drill`);
  await mara.page.getByText(m.playbooks_plan_later(), { exact: true }).click();
  await mara.press(m.playbooks_plan_save());
  await mara.page.waitForURL((url) => !url.pathname.endsWith('/sessions/new'));
  await mara.goto('/');
  await mara.sees(m.today_waiting_visit({ name: guest.name, circle: 'The Thursday four' }));
  await mara.goto(`${circle}/visits`);
  await mara.sees(m.visits_circle_asks({ name: guest.name }));
  expect(await problemsOf(mara.page, 'a circle’s visits')).toEqual([]);
  await mara.page.screenshot({ path: pictureFile('visits-asked'), fullPage: true });
  await guest.goto(visit);
  await mara.press(m.visits_circle_propose());
  await mara.page.waitForURL(`**${circle}`);
  await noor.goto(circle);
  await noor.page.screenshot({ path: pictureFile('visits-question'), fullPage: true });
  await noor.press(m.decisions_agree());
  // The page was open all the while.
  await guest.sees(m.visits_when_ahead());
  await guest.press(m.visits_agreement_do());
  await guest.sees(m.visits_agreement_done());
  const [file] = await Promise.all([
    guest.page.waitForEvent('download'),
    guest.page.getByRole('link', { name: m.visits_calendar_take(), exact: true }).click(),
  ]);
  const calendar = await text(await file.createReadStream());
  expect(calendar).toContain('SUMMARY:Your visit to The Thursday four');
  expect(await problemsOf(guest.page, 'a visit')).toEqual([]);
  await guest.page.screenshot({ path: pictureFile('visits-agreed'), fullPage: true });
  await guest.goto('/');
  await guest.sees(m.visits_today());
  expect(await problemsOf(guest.page, 'the first page of a guest')).toEqual([]);
  await guest.page.screenshot({ path: pictureFile('visits-today'), fullPage: true });
});

test('the guest comes in when the room is open, observes, and sees no card', async () => {
  const [mara, noor] = hosts as [Visitor, Visitor];
  await guest.goto(visit);
  await mara.goto(circle);
  await mara.press(m.sessions_open_now());
  await mara.page.waitForURL('**/room');
  room = new URL(mara.page.url()).pathname;
  await guest.press(m.visits_enter());
  await guest.page.waitForURL(`**${room}`);
  await enterRoom(noor, room);
  await mara.page.locator('.people li').filter({ hasText: guest.name }).waitFor();
  await mara.page.screenshot({ path: pictureFile('visits-lobby'), fullPage: true });
  await guest.page.screenshot({ path: pictureFile('visits-lobby-guest'), fullPage: true });
  await start([mara, noor, guest], mara);
  await moveOnTo([mara, noor, guest], { by: mara, to: 'Check in' });
  await mara.sees(board);
  await guest.sees(m.room_you_visit());
  expect(await guest.page.content()).not.toContain(board);
  // What the playbook asks of everyone is asked of those who have a turn.
  await mara.sees(/answer both questions/);
  expect(await guest.page.content()).not.toContain('answer both questions');
  expect(await guest.button(m.room_move_on()).count()).toBe(0);
  await guest.page.screenshot({ path: pictureFile('visits-room-guest'), fullPage: true });
  await guest.page.reload();
  await guest.button(m.room_pause()).waitFor();
  expect(await guest.page.content()).not.toContain(board);
});

test('with the end nothing is left to the guest but what is theirs', async () => {
  const [mara] = hosts as [Visitor];
  await mara.press(m.room_menu());
  await mara.sees(m.room_role_of({ name: 'Noor', role: 'facilitator' }));
  expect(await seesNow(mara, m.room_role_of({ name: 'Wren', role: 'guest' }))).toBe(false);
  await mara.page.getByText(m.room_close(), { exact: true }).click();
  await mara.press(m.room_close_yes());
  await mara.sees(m.room_over_closed());
  // The room says that it is over, and leads a guest on to what is theirs.
  await guest.page.waitForURL(`**${visit}`);
  await guest.sees(m.visits_over_title());
  await guest.goto(room.replace('/room', ''));
  await guest.page.waitForURL(`**${visit}`);
  await guest.sees(m.visits_over_title());
  await guest.page.screenshot({ path: pictureFile('visits-over'), fullPage: true });
  await mara.goto(room.replace('/room', ''));
});

test('a circle invites a guest by itself: they hear of it when all have agreed, accept, and can still take it back', async () => {
  const [mara, noor] = hosts as [Visitor, Visitor];
  await mara.goto(`${circle}/sessions/new?playbook=live-drill`);
  await mara.page.getByText(m.playbooks_plan_later(), { exact: true }).click();
  await mara.press(m.playbooks_plan_save());
  await mara.page.waitForURL((url) => !url.pathname.endsWith('/sessions/new'));
  await mara.goto(`${circle}/visits`);
  await mara.page.getByText(m.visits_invite(), { exact: true }).click();
  await mara.page.getByLabel(m.visits_invite_whom(), { exact: true }).selectOption({ label: guest.name });
  expect(await problemsOf(mara.page, 'inviting a guest')).toEqual([]);
  await mara.page.screenshot({ path: pictureFile('visits-invite'), fullPage: true });
  await mara.press(m.visits_circle_propose());
  await mara.page.waitForURL(`**${circle}`);
  await mara.goto(`${circle}/visits`);
  await mara.sees(m.visits_circle_invited({ name: guest.name }));
  await mara.page.screenshot({ path: pictureFile('visits-inviting'), fullPage: true });
  const told = m.visits_notice_invited({ name: 'The Thursday four' });
  await guest.goto('/');
  expect(await guest.page.getByText(told).count()).toBe(0);
  await noor.goto(circle);
  await noor.press(m.decisions_agree());
  await noor.page
    .getByRole('button', { name: m.decisions_agree(), exact: true })
    .waitFor({ state: 'detached' });
  await guest.goto('/');
  await guest.sees(told);
  await guest.goto('/visits');
  await guest.sees(m.visits_state_invited());
  await guest.page.getByRole('link', { name: m.visits_look(), exact: true }).first().click();
  await guest.sees(m.visits_invited_how());
  expect(await problemsOf(guest.page, 'an invitation')).toEqual([]);
  await guest.page.screenshot({ path: pictureFile('visits-invitation'), fullPage: true });
  // To look at it again answers nothing.
  await guest.page.reload();
  await guest.press(m.visits_invited_accept());
  await guest.sees(m.visits_agreement_done());
  await guest.press(m.visits_back_guest());
  await guest.page
    .getByRole('dialog')
    .getByRole('button', { name: m.visits_back_guest(), exact: true })
    .click();
  await guest.sees(m.visits_taken_back_title());
  await mara.goto('/');
  await mara.sees(m.visits_notice_guest_off({ circle: 'The Thursday four' }));
});

test('who has no script asks, is told, and takes it back', async () => {
  const [mara] = hosts as [Visitor];
  const state = await guest.context.storageState();
  const quiet = await stage.visitor('Wren without script', { javaScriptEnabled: false, storageState: state });
  await quiet.goto(`${circle}/visit`);
  await quiet.type(m.visits_field_sentence(), 'Once more, please.');
  await quiet.press(m.visits_ask_do());
  await quiet.sees(m.visits_asked_title());
  const again = new URL(quiet.page.url()).pathname;
  await quiet.page.getByRole('link', { name: m.visits_back_guest(), exact: true }).click();
  await quiet.press(m.visits_back_guest());
  await quiet.sees(m.visits_taken_back_title());
  await mara.goto(`${circle}/visits`);
  await mara.sees(m.visits_circle_none_title());
  expect(again).not.toBe(visit);
});
