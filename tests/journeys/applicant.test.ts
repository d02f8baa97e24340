import { expect, test } from 'vitest';
import { m } from '#messages';
import { foundQuickly } from './stage/found-quickly.ts';
import { problemsOf } from './stage/look-at.ts';
import { pictureFile, useStage } from './stage/stage.ts';
import type { Visitor } from './stage/visitor.ts';

const stage = useStage();
let mara: Visitor;
let noor: Visitor;
let circle = '';
let link = '';
const circleName = 'The Thursday four';

/** Comes by the circle's link and asks to join. */
async function ask(name: string): Promise<Visitor> {
  const person = await stage.visitor(name);
  await person.goto(new URL(link).pathname);
  await person.page.locator('input[name=name]').fill(name);
  await person.press(m.circles_join_ask());
  await person.page.getByRole('link', { name: m.circles_join_go_request() }).click();
  await person.sees(m.circles_list_asked({ circle: circleName }));
  return person;
}

test('a circle of two hands out its link', async () => {
  [mara, noor] = await Promise.all([stage.visitor('Mara Lindqvist'), stage.visitor('Noor Haddad')]);
  circle = await foundQuickly(stage, [mara, noor]);
  await mara.goto(`${circle}/invite`);
  await mara.press(m.circles_invite_link_make());
  link = await mara.page.getByLabel(m.circles_invite_made_label(), { exact: true }).inputValue();
});

test('whoever asks sees their request, is led back to it from everywhere, and reads a yes as it comes', async () => {
  await Promise.all([mara.goto(circle), noor.goto(circle)]);
  const ilya = await ask('Ilya Petrenko');
  const asked = m.circles_page_request({ name: 'Ilya Petrenko' });
  // Both members see it on the pages that they have open.
  for (const member of [mara, noor]) await member.sees(asked);
  expect(await problemsOf(ilya.page, 'request')).toEqual([]);
  await ilya.page.screenshot({ path: pictureFile('request') });
  const places = ilya.page.getByRole('navigation').getByRole('link');
  expect(await places.allTextContents()).toHaveLength(2);
  for (const elsewhere of [
    '/',
    '/stories',
    '/counted',
    '/rounds',
    '/circles/open',
    '/circles/new',
    '/skills',
  ]) {
    const second = await ilya.secondTab();
    await second.goto(elsewhere);
    expect(new URL(second.page.url()).pathname, elsewhere).toBe('/circles');
    await second.page.close();
  }
  await mara.press(m.circles_page_request_yes());
  await ilya.page.getByRole('link', { name: circleName }).first().waitFor();
  await noor.page.getByText(asked).waitFor({ state: 'detached' });
  await noor.page.getByText('Ilya Petrenko').first().waitFor();
  await expect.poll(async () => (await places.allTextContents()).length).toBe(3);
  await ilya.goto('/stories');
  expect(new URL(ilya.page.url()).pathname).toBe('/stories');
});

test('a no is told kindly on the open page, and opens nothing', async () => {
  const ama = await ask('Ama Mensah');
  await mara.sees(m.circles_page_request({ name: 'Ama Mensah' }));
  await mara.press(m.circles_page_request_no());
  await ama.sees(m.circles_list_declined({ circle: circleName }));
  await noor.page.getByText(m.circles_page_request({ name: 'Ama Mensah' })).waitFor({ state: 'detached' });
  await ama.page.screenshot({ path: pictureFile('request-declined') });
  await ama.goto('/stories');
  expect(new URL(ama.page.url()).pathname).toBe('/circles');
  // Their own page holds nothing that leads elsewhere.
  await ama.goto('/me');
  const links = await ama.page
    .locator('main a')
    .evaluateAll((all) => all.map((each) => each.getAttribute('href')));
  expect(links.filter((href) => !/^\/(me\/(devices|code|archive|erase)|privacy)$/.test(href ?? ''))).toEqual(
    [],
  );
});
