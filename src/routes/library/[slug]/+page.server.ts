import { error, redirect } from '@sveltejs/kit';
import { readPeople } from '#core/playbook/search-address.ts';
import { findCircleMember } from '#features/circles/access.ts';
import type { SignedIn } from '#features/people/access.ts';
import { openedPlaybook } from '#features/playbooks/access.ts';
import { findShippedPlaybook } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import { letGoOfPlaybook } from '#features/playbooks/use-cases/keep-playbook.ts';
import { readPlaybook } from '#features/playbooks/use-cases/read-playbook.ts';
import { openSkill } from '#features/skills/use-cases/open-skill.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { found, circles, person } = await openedPlaybook(event);
  const { slug, own, playbook } = found;
  const reading = readPlaybook(playbook);
  const usual = Math.min(5, Math.max(2, ...circles.map((circle) => circle.people)));
  return {
    slug,
    own,
    circles,
    reading: reading.skill.slug ? reading : { ...reading, ...(await ownSkill(person, playbook.skill)) },
    parentTitle: playbook.parent && findShippedPlaybook(playbook.parent.slug)?.playbook.title,
    people: readPeople(event.url.searchParams, {
      usual: circles.length > 0 ? usual : 4,
      fits: playbook.people,
    }),
  };
};

/** A circle's own playbook may practise a skill that the organisation wrote for itself. */
async function ownSkill(person: SignedIn, slug: string) {
  const opened = await rondo().database.asPerson(person, (tx) => openSkill(tx, person, { slug }));
  return opened && { skill: { title: opened.skill.title, slug } };
}

export const actions: Actions = {
  letGo: async (event) => {
    const { found, person } = await openedPlaybook(event);
    const { own, slug } = found;
    if (!own) error(404);
    await rondo().database.asPerson(person, async (tx) => {
      const member = await findCircleMember(tx, person, own.circleId);
      if (member) await letGoOfPlaybook(tx, member, slug);
    });
    redirect(303, '/library');
  },
};
