import { expect, test } from 'vitest';
import { tellLanguages } from '#features/people/use-cases/tell-languages.ts';
import { m } from '#messages';
import type { Actor } from '#server/database.ts';
import { useApp } from '../../../tests/support/app.ts';
import { usePages } from '../../../tests/support/pages.ts';
import { roundsOn } from '../../../tests/support/round.ts';

const app = useApp();
const pages = usePages(app);
const rounds = roundsOn(app);

test('whoever told no language reads where they say yes that English is assumed; who told one reads nothing of it', async () => {
  const { roundId, people } = await rounds.open({}, { count: 2, joining: 1 });
  const [, ben] = people as [Actor, Actor];
  const tell = (languages: string[]) =>
    app.database.asPerson(ben, (tx) => tellLanguages(tx, ben, { timeZone: 'Europe/London', languages }));
  const visitor = await pages.signedIn(ben);
  const asked = async (title: string) => {
    const { body } = await visitor.get(`/rounds/${roundId}`);
    expect(body).toContain(title);
    return body;
  };
  await tell([]);
  expect(await asked(m.matching_ask_title())).toContain(
    `${m.matching_language_assumed()} <a href="/me">${m.matching_language_tell()}</a>`,
  );
  // It stays while they are in, for it can still be changed.
  await rounds.join(ben, roundId);
  expect(await asked(m.matching_ask_title_answered())).toContain(m.matching_language_assumed());
  await tell(['de']);
  expect(await asked(m.matching_ask_title_answered())).not.toContain(m.matching_language_assumed());
});
