import { error, redirect } from '@sveltejs/kit';
import { findShippedLadder } from '#features/ladders/use-cases/find-shipped-ladder.ts';
import { openedSkill } from '#features/skills/access.ts';
import { readSkill } from '#features/skills/use-cases/read-skill.ts';
import { letGoOfSkill } from '#features/skills/use-cases/write-skill.ts';
import { rondo } from '#server/app.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { found, person } = await openedSkill(event);
  return {
    slug: found.slug,
    own: found.own,
    hasLadder: findShippedLadder(found.slug) !== undefined,
    reading: readSkill(found.skill),
    timeZone: person.timeZone,
    now: rondo().clock.now(),
  };
};

export const actions: Actions = {
  letGo: async (event) => {
    const { found, person } = await openedSkill(event);
    const gone = await rondo().database.asPerson(person, (tx) => letGoOfSkill(tx, person, found.slug));
    if (!gone) error(404);
    redirect(303, '/skills');
  },
};
