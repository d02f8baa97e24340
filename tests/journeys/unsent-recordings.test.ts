import { expect, test } from 'vitest';
import { m } from '#messages';
import { misfits, phone } from './stage/fits-a-phone.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { problemsOf } from './stage/look-at.ts';
import { hasRecorded } from './stage/record.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let circle: string;
let noor: Visitor;

/** Records and goes away without sending it. */
async function recordAndLeave(person: Visitor): Promise<void> {
  await person.goto(`${circle}/exchange/new`);
  await person.press(m.exchange_voice_start());
  await hasRecorded(person, 3);
  await person.goto('/me/recordings');
}

test('what was recorded and never sent stands on one page, to hear, to save, and to go on with', async () => {
  const mara = await stage.visitor('Mara Lind');
  noor = await stage.visitor('Noor Haddad', phone);
  const ilse = await stage.visitor('Ilse Brandt');
  circle = await foundQuickly(stage, [mara, noor, ilse]);
  await recordAndLeave(noor);
  await noor.sees(m.exchange_here_title());
  await noor.sees(/The Thursday four/);
  await noor.press(m.exchange_play());
  await noor.page.waitForFunction(() => (document.querySelector('audio')?.currentTime ?? 0) > 0.2);
  expect(await misfits(noor.page, 'what was never sent')).toEqual([]);
  expect(await problemsOf(noor.page, 'what was never sent')).toEqual([]);
  await noor.page.screenshot({ path: pictureFile('unsent-recordings-phone'), fullPage: true });
  await noor.page.getByRole('link', { name: m.exchange_found_go() }).click();
  await noor.sees(m.exchange_review());
});

test('whoever has left the circle still finds it, saves it as a file and throws it away; nothing offers to send it', async () => {
  await noor.goto(`${circle}/leave`);
  await noor.press(m.circles_leave_do());
  await noor.page.waitForURL('**/circles?left');
  await noor.goto('/me');
  await noor.page.getByRole('link', { name: m.people_unsent_recordings({ count: 1 }) }).click();
  await noor.sees(m.exchange_here_left());
  await noor.page.screenshot({ path: pictureFile('unsent-recordings-left-phone'), fullPage: true });
  expect(await noor.page.getByRole('link', { name: m.exchange_found_go() }).count()).toBe(0);
  const [file] = await Promise.all([
    noor.page.waitForEvent('download'),
    noor.page.getByRole('link', { name: m.exchange_save_file() }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^recording\.(webm|mp4|ogg)$/);
  await noor.press(m.exchange_found_drop());
  await noor.page.getByRole('dialog').getByRole('button', { name: m.exchange_found_drop() }).click();
  await noor.sees(m.exchange_own_none());
  await noor.page.reload();
  await noor.sees(m.exchange_own_none());
  expect(await noor.page.getByText(m.exchange_here_title()).count()).toBe(0);
});
