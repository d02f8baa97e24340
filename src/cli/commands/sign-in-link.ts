import { createSignInLink, createSignInLinkFor } from '#features/people/use-cases/create-sign-in-link.ts';
import { withApp } from '../app.ts';
import type { Command } from '../command.ts';

export const signInLink: Command = {
  usage: 'sign-in-link EMAIL',
  summary: 'Makes a link for somebody who is locked out.',
  details: `The link works once, for 15 minutes. The person is told that it was made, by mail and at their next visit.
  --person NAME  instead of EMAIL, for somebody without an address: their name as the circle reads it, or their id`,
  options: ['person'],
  takes: [0, 1],
  async run({ arguments: [email], options: { person }, say, complain }) {
    if ((email === undefined) === (person === undefined)) {
      complain('Say who it is for: either an e-mail address, or --person with a name or an id.');
      return 2;
    }
    if (email !== undefined && !/^[^\s@]+@[^\s@]+$/.test(email)) {
      complain(
        `"${email}" is not an e-mail address. Write it like mara@example.org, or use --person with a name.`,
      );
      return 2;
    }
    const { links, several } =
      person === undefined
        ? { links: await withApp((app) => createSignInLink(app, email ?? '')), several: [] }
        : await withApp((app) => createSignInLinkFor(app, person));
    if (several.length > 0) {
      complain(`${several.length} people are called ${person}. Ask again with the id of the one you mean:`);
      for (const { id, name, organisation } of several)
        complain(`  --person ${id}  ${name}, ${organisation}`);
      return 1;
    }
    if (links.length === 0)
      complain(
        person === undefined
          ? `Nobody here has the address ${email}. Somebody without an address is found with --person and their name.`
          : `Nobody here is called ${person}, and nobody has that id. A name is written as the circle reads it.`,
      );
    for (const { name, organisation, link } of links) say(`${name}, ${organisation}:\n  ${link}`);
    return links.length === 0 ? 1 : 0;
  },
};
