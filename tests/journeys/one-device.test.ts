import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { m } from '#messages';
import { joinByInvitation } from './stage/found-circle.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { inDatabase } from './stage/let-time-pass.ts';
import { problemsOf } from './stage/look-at.ts';
import { holdings } from './stage/overhear.ts';
import { codeOf } from './stage/personal-code.ts';
import { stepOf } from './stage/room.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A code that is not theirs is answered with 400, which the browser reports.
const stage = useStage({ expected: [/status of 400/] });
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
const names = ['Mara Lindqvist', 'Noor Haddad', 'Ilya Petrenko'];
let people: Visitor[] = [];
/** Mara's phone goes round. */
let device: Visitor;
/** Joins the circle while the session runs. */
let ama: Visitor;
let circle = '';
let room = '';
let focus = '';
let observer = '';
const heard = 'what would you need to see first';
const half = 'he looked at the door while';

/** The phone goes to somebody, who says that they hold it. */
async function handTo(name: string): Promise<void> {
  if (!(await device.page.getByRole('heading', { name: m.room_who_holds() }).isVisible())) {
    await handItOn().click();
  }
  await device.sees(m.room_who_holds());
  await device.press(name === names[0] ? m.room_i_hold_it({ name }) : name);
  await device.page.getByRole('region', { name: m.room_at_hand() }).waitFor();
}

/** At hand in the lobby and while it runs, since it happens all the time; in the menu as well. */
function handItOn(): Locator {
  return device.page.getByRole('link', { name: m.room_hand_it_on() });
}

/** Who takes the device comes in by that, which the page learns a moment later: only once the finger is on the link. */
async function pressWhileTheyComeIn(name: string): Promise<void> {
  const { promise: pressed, resolve: press } = Promise.withResolvers<void>();
  await device.page.route('**/commands', async (route) => {
    if (route.request().postData()?.includes('"join"')) await pressed;
    await route.continue();
  });
  await handTo(name);
  await device.button(m.room_come_in()).waitFor();
  await handItOn().hover();
  await device.page.mouse.down();
  press();
  await device.button(m.room_come_in()).waitFor({ state: 'detached' });
  await device.page.mouse.up();
  await device.sees(m.room_who_holds());
  await device.page.unroute('**/commands');
}

/** The first of these names in whose hands the phone shows the words. */
async function whoSeesOnDevice(words: string): Promise<string> {
  for (const name of names) {
    await handTo(name);
    await device.page.locator('h2.display').waitFor();
    if (await device.page.getByText(words, { exact: true }).first().isVisible()) return name;
  }
  throw new Error(`nobody is shown “${words}”`);
}

async function moveOnTo(step: string): Promise<void> {
  for (let now = await stepOf(device); !now.startsWith(step); now = await stepOf(device)) {
    await device.press(m.room_move_on());
    await expect.poll(() => stepOf(device)).not.toBe(now);
  }
}

test('the screen asks who holds it, shows nothing of anybody’s until then, and each comes in by taking it', async () => {
  people = [
    await stage.visitor(names[0] as string, phone),
    ...(await Promise.all(names.slice(1).map((name) => stage.visitor(name)))),
  ];
  device = people[0] as Visitor;
  circle = await foundQuickly(stage, people);
  await device.goto(`${circle}/sessions/new?playbook=live-drill`);
  await device.page.getByText(m.playbooks_plan_device_one(), { exact: true }).click();
  await device.press(m.playbooks_plan_open());
  await device.page.waitForURL('**/room');
  room = new URL(device.page.url()).pathname;
  await device.sees(m.room_who_holds());
  await device.sees(m.room_seal_between_devices());
  await device.page.screenshot({ path: pictureFile('one-device-1-who-holds') });
  await pressWhileTheyComeIn(names[0] as string);
  // With whoever comes in second, what is missing goes from above; a laptop has it all beside the round.
  await device.page.setViewportSize({ width: 1280, height: 800 });
  for (const name of names.slice(1)) await pressWhileTheyComeIn(name);
  await device.page.setViewportSize(phone.viewport);
  for (const name of names) await handTo(name);
  await device.sees(m.room_lobby_all_here());
  await device.press(m.room_start());
  await device.button(m.room_pause()).waitFor();
  await device.sees(m.room_note_through({ name: 'Ilya', owner: 'Mara' }));
});

test('the observer’s sheet is wiped when the phone is handed on', async () => {
  await moveOnTo('Set the scene');
  focus = await whoSeesOnDevice(m.tool_objective_label());
  await moveOnTo('Live drill');
  // Not the owner: what they write must be wiped from a phone that is not theirs.
  observer = names.slice(1).find((name) => name !== focus) as string;
  await handTo(observer);
  await device.page.getByRole('button', { name: /^Asks before suggesting/ }).click();
  await device.type(m.tool_sheet_heard(), heard);
  await device.press(m.tool_sheet_heard_keep());
  await device.page.getByText(new RegExp(heard)).first().waitFor({ state: 'attached' });
  await device.page.getByText(m.tool_sheet_mine()).click();
  await device.sees(new RegExp(heard));
  await device.type(m.tool_sheet_other(), half);
  expect(await holdings(device)).toContain(heard);
  await device.page.screenshot({ path: pictureFile('one-device-2-sheet') });

  await handItOn().click();
  await device.sees(m.room_who_holds());
  for (const wiped of [heard, half]) expect(await holdings(device)).not.toContain(wiped);
  for (const name of names.filter((each) => each !== observer)) {
    await handTo(name);
    await device.page.locator('h2.display', { hasText: 'Live drill' }).waitFor();
    for (const wiped of [heard, half]) expect(await holdings(device)).not.toContain(wiped);
  }
  await handTo(observer);
  await device.page.locator('h2.display', { hasText: 'Live drill' }).waitFor();
  expect(await holdings(device)).not.toContain(heard);
});

test('what is done on it is said in the holder’s name, through its owner’s device', async () => {
  const [owner] = names;
  const acts = await inDatabase(stage, async (client) => {
    const { rows } = await client.query(
      `SELECT p.name AS by, o.name AS via FROM session_words w
         JOIN person p ON (p.organisation_id, p.id) = (w.organisation_id, w.author_id)
         JOIN person o ON (o.organisation_id, o.id) = (w.organisation_id, w.via_person)
       WHERE w.session_id = $1`,
      [room.split('/')[2]],
    );
    return rows;
  });
  expect(acts).toEqual([{ by: observer, via: owner }]);
});

test('a pause begins on the shared phone and ends by its person’s own code, or where they are signed in', async () => {
  await device.press(m.room_pause());
  await device.sees(m.room_pause_mine());
  await device.sees(m.room_pause_own_code());
  expect(await refusedThrough(observer, { type: 'resume' })).toBe('needs-own-code');
  const own = people.find(({ name }) => name === observer) as Visitor;
  await device.type(m.people_code(), await codeOf(device));
  await device.press(m.room_pause_resume());
  await device.sees(m.people_code_unknown());
  await device.type(m.people_code(), await codeOf(own));
  await device.press(m.room_pause_resume());
  await device.page.locator('h2.display', { hasText: 'Live drill' }).waitFor();
  await device.sees(m.room_note_through({ name: observer.split(' ')[0] ?? '', owner: 'Mara' }));

  await device.press(m.room_pause());
  await device.sees(m.room_pause_mine());
  await own.goto(room);
  await own.press(m.room_i_hold_it({ name: observer }));
  await own.press(m.room_pause_resume());
  await device.page.locator('h2.display', { hasText: 'Live drill' }).waitFor();
});

test('only with their own code does somebody say yes to the agreement on the shared phone', async () => {
  ama = await stage.visitor('Ama Mensah');
  await joinByInvitation(people[1] as Visitor, ama, circle);
  await device.press(m.room_menu());
  await device.page.getByRole('link', { name: m.room_hand_over() }).click();
  await device.press('Ama Mensah');
  await device.sees(m.room_missing_own_consent({ name: 'Ama Mensah' }));
  expect(await device.button(m.room_come_in()).count()).toBe(0);
  expect(await refusedThrough('Ama Mensah', { type: 'join' })).toBe('consent-missing');

  await device.page.getByRole('link', { name: m.room_read_agreement() }).click();
  await device.sees(m.room_consent_title({ name: 'Ama Mensah' }));
  expect(await holdings(device)).not.toContain(heard);
  await device.page.screenshot({ path: pictureFile('one-device-3-consent'), fullPage: true });
  expect(await problemsOf(device.page, 'consent on a shared device')).toEqual([]);
  await device.type(m.people_code(), await codeOf(device));
  await device.press(m.agreement_consent_to());
  await device.sees(m.people_code_unknown());
  await device.type(m.people_code(), await codeOf(ama));
  await device.press(m.agreement_consent_to());
  await device.press(m.room_come_in());
  await device.sees(m.room_note_through({ name: 'Ama', owner: 'Mara' }));
});

test('when it is over, each agrees to discard with their own code, and the last empties it', async () => {
  await handTo(names[0] as string);
  await device.press(m.room_menu());
  await device.page.getByText(m.room_close(), { exact: true }).click();
  await device.press(m.room_close_yes());
  await device.sees(m.room_over_closed());
  // Behind the link is the page of whoever is signed in on this phone, and it says so to whoever holds it.
  await device.page.getByRole('link', { name: m.room_over_page_of({ name: 'Mara' }), exact: true }).waitFor();
  expect(await device.page.getByText(m.room_over_own_page({ name: 'Mara' })).count()).toBe(0);
  await device.goto(`${room}?holder=${await idOf('Noor Haddad')}`);
  await device.sees(m.room_over_own_page({ name: 'Noor' }));
  await device.goto(room);
  expect(await refusedThrough(observer, { type: 'propose-discard' })).toBe('needs-own-code');

  await device.page.getByText(m.after_discard(), { exact: true }).click();
  await device.type(m.people_code(), await codeOf(people[1] as Visitor));
  await device.press(m.after_discard_propose());
  await device.sees(m.after_discard_proposed());
  await device.page.screenshot({ path: pictureFile('one-device-4-discard'), fullPage: true });
  for (const person of [people[0] as Visitor, people[2] as Visitor, ama]) {
    await device.type(m.people_code(), await codeOf(person));
    await device.press(m.after_discard_agree());
    if (person !== ama) await device.sees(m.after_discard_proposed());
  }
  await device.sees(m.after_gone_discarded());
});

function idOf(name: string): Promise<string> {
  return inDatabase(stage, async (client) => {
    const { rows } = await client.query('SELECT id FROM person WHERE name = $1', [name]);
    return String(rows[0]?.id);
  });
}

/** Sends an act from the shared phone in somebody's name, past the page; returns the reason why it was refused. */
async function refusedThrough(name: string, act: object): Promise<string | undefined> {
  const holder = await idOf(name);
  return device.page.evaluate(
    async ({ address, body }) => {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          commands: [{ id: crypto.randomUUID(), act: body.act }],
          drafts: [],
          holder: body.holder,
        }),
      });
      return (await answer.json()).results[0].refusal as string | undefined;
    },
    { address: room.replace(/room$/, 'commands'), body: { act, holder } },
  );
}
