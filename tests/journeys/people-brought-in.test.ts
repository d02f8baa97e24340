import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dayOf } from '#core/people/week.ts';
import { m } from '#messages';
import { misfits } from './stage/fits-a-phone.ts';
import { setUp } from './stage/found-circle.ts';
import { problemsOf } from './stage/look-at.ts';
import { openRoundOfTwelve } from './stage/open-round.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage({ expected: [/status of 422/] });
let ana: Visitor;

const header = 'email,name,time_zone,languages,department,role_level,offers,wants\n';
const cleo = 'cleo@example.org,Cleo Marsh,Europe/Paris,fr|en,Sales,3,listening=4/3,negotiation\n';
const dan = 'dan@example.org,Dan Holt,Europe/Paris,en,Sales,5,,\n';

test('a table with bad lines changes nothing; each is named with its line, column, value and what is allowed', async () => {
  ana = await stage.visitor('Ana Reed');
  await setUp(ana, stage);
  await ana.goto('/people');
  const bad =
    header +
    cleo.replace('=4/3', '=9') +
    dan.replace('dan@example.org', 'dan').replace('Europe/Paris', 'Paris');
  await ana.type(m.files_text(), bad);
  await ana.press(m.files_look());
  await ana.sees(m.files_problems_many({ count: 3 }));
  await ana.sees(m.files_line({ line: 2, column: 'offers' }));
  await ana.sees(m.files_value({ value: 'listening=9' }));
  await ana.sees(m.files_reason_not_a_level());
  await ana.sees(m.files_line({ line: 3, column: 'email' }));
  await ana.sees(m.files_line({ line: 3, column: 'time_zone' }));
  await ana.sees(m.files_allowed({ allowed: 'Europe/Paris' }));
  await ana.page.screenshot({ path: pictureFile('people-bad-lines'), fullPage: true });
  expect(await problemsOf(ana.page, 'people, bad lines')).toEqual([]);
  expect(await ana.page.getByLabel(m.files_text()).inputValue()).toBe(bad);
  await ana.page.setViewportSize({ width: 390, height: 844 });
  expect(await misfits(ana.page, 'people, bad lines')).toEqual([]);
  await ana.page.screenshot({ path: pictureFile('people-bad-lines-390'), fullPage: true });
  await ana.page.setViewportSize({ width: 1240, height: 800 });
});

test('mended it is looked over first, then brought in; brought again it changes who is there, and it comes out as it went in', async () => {
  await ana.type(m.files_text(), header + cleo + dan);
  await ana.press(m.files_look());
  await ana.sees(m.files_would({ added: 2, changed: 0, same: 0 }));
  await ana.press(m.files_bring());
  await ana.sees(m.files_done({ added: 2, changed: 0, same: 0 }));
  await ana.type(m.files_text(), 'email,name\ncleo@example.org,Cleo Marsh-Bell\n');
  await ana.press(m.files_look());
  await ana.sees(m.files_would({ added: 0, changed: 1, same: 0 }));
  await ana.press(m.files_bring());
  await ana.sees(m.files_done({ added: 0, changed: 1, same: 0 }));
  const [file] = await Promise.all([
    ana.page.waitForEvent('download'),
    ana.page.getByRole('link', { name: m.files_out_csv() }).click(),
  ]);
  const saved = join(mkdtempSync(join(tmpdir(), 'rondo-people-')), 'people.csv');
  await file.saveAs(saved);
  const table = readFileSync(saved, 'utf8');
  expect(table).toContain('cleo@example.org,Cleo Marsh-Bell,Europe/Paris,fr|en,Sales,3,');
  expect(table).toContain('dan@example.org,Dan Holt,');
});

test('a week is painted with the mouse, and with the keyboard alone', async () => {
  const { page } = ana;
  await ana.goto('/welcome/you/week');
  const cell = (day: number, hour: number) => page.locator(`[data-cell="${day} ${hour}"]`);
  const middle = async (day: number, hour: number) => {
    const box = await cell(day, hour).boundingBox();
    if (!box) throw new Error('no such hour');
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  await page.getByRole('radio', { name: m.profile_brush_2(), exact: true }).check();
  await cell(1, 12).scrollIntoViewIfNeeded();
  await page.mouse.move(...(await middle(1, 10)));
  await page.mouse.down();
  await page.mouse.move(...(await middle(2, 11)), { steps: 6 });
  await page.mouse.up();
  const week = () => page.locator('input[name=week]').inputValue();
  for (const day of [1, 2])
    await expect.poll(async () => dayOf(await week(), day).slice(20, 24)).toBe('2222');
  // From where the mouse was: one day on, then two hours held down with Shift.
  await cell(2, 11).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await expect.poll(async () => dayOf(await week(), 3).slice(22, 26)).toBe('2222');
  await page.screenshot({ path: pictureFile('week-painted'), fullPage: true });
  const painted = await week();
  await ana.press(m.welcome_keep());
  await page.waitForURL('**/languages');
  await ana.goto('/me/profile');
  expect(await week()).toBe(painted);
});

test('two who are matched are told, before one of them declines, that the other can guess it', async () => {
  const { round } = await openRoundOfTwelve(ana, stage, { name: 'Spring pairs', size: '2' });
  await ana.goto(round);
  await ana.press(m.matching_solve());
  await ana.page.getByRole('link', { name: m.matching_solve_look() }).click();
  await ana.press(m.matching_publish());
  await ana.sees(m.matching_published_count({ founded: 0, circles: 6 }));
  await ana.goto(`${round}/circle`);
  await ana.page.screenshot({ path: pictureFile('own-pair'), fullPage: true });
  await ana.page.getByRole('link', { name: m.matching_decline() }).click();
  await ana.sees(m.matching_decline_pair());
  expect(await problemsOf(ana.page, 'decline of a pair')).toEqual([]);
  await ana.page.screenshot({ path: pictureFile('decline-pair') });
  await ana.press(m.matching_decline_do());
  await ana.sees(m.matching_declined());
});
