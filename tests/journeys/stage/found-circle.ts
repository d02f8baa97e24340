import { m } from '#messages';
import type { Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

/** First run: from the link on the terminal to an organisation with its first person; an address is asked for where mails are sent. */
export async function setUp(founder: Visitor, stage: Stage, email?: string): Promise<void> {
  await founder.page.goto(stage.operatorLink());
  await founder.press(m.doors_operator_link_use());
  await founder.page.getByRole('link', { name: m.doors_set_up_go() }).click();
  await founder.page.waitForURL('**/setup');
  await founder.type(m.doors_setup_organisation(), 'Lantern Works');
  await founder.type(m.people_name(), founder.name);
  if (email !== undefined) await founder.type(m.people_email(), email);
  await founder.press(m.doors_setup_go());
  await founder.page.getByRole('link', { name: m.doors_setup_done_go() }).click();
  await founder.page.waitForURL('**/circles/new');
}

/** Makes a circle; returns its address. */
export async function makeCircle(founder: Visitor, name: string): Promise<string> {
  await founder.goto('/circles/new');
  await founder.page.locator('input[name=name]').fill(name);
  await founder.page.locator('main form').getByRole('button').last().click();
  await founder.page.waitForURL(/\/circles\/[0-9a-f-]{36}/);
  return new URL(founder.page.url()).pathname.split('/').slice(0, 3).join('/');
}

/** Each newcomer gets a link of their own from the inviter, opens it and joins with their name. */
export async function joinByInvitation(inviter: Visitor, newcomer: Visitor, circle: string): Promise<void> {
  await inviter.goto(`${circle}/invite`);
  // Names may hold anything; an address may not.
  const address = `${newcomer.name
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 20)}@lantern.example`;
  await inviter.page.locator('input[type=email]').fill(address);
  await inviter.page.locator('form:has(input[type=email])').getByRole('button').click();
  const link = await inviter.page.getByLabel(m.circles_invite_made_label(), { exact: true }).inputValue();
  await newcomer.page.goto(link);
  await newcomer.page.locator('input[name=name]').fill(newcomer.name);
  await newcomer.page.locator('main form').getByRole('button').last().click();
  await newcomer.page.getByRole('link', { name: m.circles_join_go() }).click();
  await newcomer.page.waitForURL(`**${circle}`);
}

/** Says yes to the agreement of the circle. */
export async function consent(person: Visitor, circle: string): Promise<void> {
  await person.goto(`${circle}/agreement`);
  const yes = person.button(m.agreement_consent_to());
  await yes.click();
  await yes.waitFor({ state: 'hidden' });
}

/** A whole circle, set up by the first of these people, with everybody's consent; returns its address. */
export async function foundCircle(stage: Stage, people: readonly Visitor[]): Promise<string> {
  const [founder, ...others] = people;
  if (!founder) throw new Error('a circle needs somebody who founds it');
  await setUp(founder, stage);
  const circle = await makeCircle(founder, 'The Thursday four');
  for (const newcomer of others) await joinByInvitation(founder, newcomer, circle);
  for (const person of people) await consent(person, circle);
  return circle;
}
