import { createSignInLink } from '#features/people/use-cases/create-sign-in-link.ts';
import { withApp } from '../app.ts';
import type { Command } from '../command.ts';

export const signInLink: Command = {
  usage: 'sign-in-link EMAIL',
  summary: 'Makes a link for somebody who is locked out.',
  details:
    'The link works once, for 15 minutes. The person is told that it was made, by mail and at their next visit.',
  takes: [1, 1],
  async run({ arguments: [email = ''], say, complain }) {
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
      complain(`"${email}" is not an e-mail address. Write it like mara@example.org.`);
      return 2;
    }
    const links = await withApp((app) => createSignInLink(app, email));
    if (links.length === 0) complain(`Nobody here has the address ${email}.`);
    for (const { name, organisation, link } of links) say(`${name}, ${organisation}:\n  ${link}`);
    return links.length === 0 ? 1 : 0;
  },
};
