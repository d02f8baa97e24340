import { buffer } from 'node:stream/consumers';
import { beforeAll, expect, test } from 'vitest';
import { m } from '#messages';
import { unzip } from '../support/unzip.ts';
import { foundQuickly } from './stage/found-quickly.ts';
import { leavesAtOnce } from './stage/leaves-at-once.ts';
import { problemsOf } from './stage/look-at.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

// A name that does not fit is answered as a refusal; what is erased is not found by a page that looks again.
const stage = useStage({ expected: [/status of 40[04]/] });
let mara: Visitor;
let noor: Visitor;
let circle = '';
const words = 'Nobody but Noor knows of the greenhouse.';

beforeAll(async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lindqvist'), stage.visitor('Noor Haddad')]);
  circle = await foundQuickly(stage, [mara, noor]);
  await noor.goto('/journal/write');
  await noor.type(m.journal_context(), words);
  await noor.press(m.journal_keep());
  await noor.page.waitForURL((url) => url.pathname === '/journal');
  await noor.page.getByRole('listitem').filter({ hasText: 'greenhouse' }).getByRole('link').click();
  await noor.page.getByText(m.sharing_to_circle(), { exact: true }).click();
  await noor.press(m.sharing_do());
  await noor.sees(m.sharing_now_circle({ names: 'Mara Lindqvist', circle: 'The Thursday four' }));
});

test('somebody takes out everything about them as one file, which a person and a program can read', async () => {
  await noor.goto('/me');
  const coming = noor.page.waitForEvent('download');
  await noor.page.getByRole('link', { name: m.archive_to() }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe('everything-about-me.zip');
  const files = unzip(await buffer(await download.createReadStream()));
  expect(files['words.html']).toContain(words);
  const all = JSON.parse(files['everything.json'] ?? '{}');
  expect(JSON.stringify(all.journal_entry)).toContain(words);
  expect(all.share).toMatchObject([{ kind: 'journal_entry', audience: 'circle' }]);
  expect(JSON.stringify(all)).not.toContain('token_hash');
});

test('erasing asks for one’s name, and is refused without', async () => {
  await noor.goto('/me/erase');
  expect(await problemsOf(noor.page, 'erase')).toEqual([]);
  await noor.page.screenshot({ path: pictureFile('erase'), fullPage: true });
  await noor.type(m.erase_name(), 'Noor');
  await noor.press(m.erase_do());
  await noor.sees(m.erase_name_other({ name: 'Noor Haddad' }));
  await mara.goto(`${circle}/entries`);
  await mara.page.getByRole('link', { name: /^Noor Haddad, shared/ }).click();
  await mara.sees(words);
});

test('who is erased is signed out, and their words leave the others’ open pages by themselves', async () => {
  await noor.type(m.erase_name(), 'Noor Haddad');
  await leavesAtOnce(words, { reader: mara, by: noor, press: () => noor.press(m.erase_do()) });
  await noor.page.waitForURL(/\/sign-in\?erased/);
  await noor.goto('/me');
  await noor.page.waitForURL(/\/sign-in/);
  await mara.goto(circle);
  expect(await mara.page.content()).not.toContain('Noor Haddad');
  await mara.goto(`${circle}/entries`);
  await mara.sees(m.sharing_entries_none());
});
