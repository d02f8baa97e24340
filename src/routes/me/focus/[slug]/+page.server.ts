import { error, fail, redirect } from '@sveltejs/kit';
import { localDay } from '#core/circles/local-day.ts';
import {
  askInput,
  metricIdInput,
  metricInput,
  questionInput,
  ratingInput,
  valueInput,
} from '#features/focus/input.ts';
import {
  askStakeholder,
  questionDays,
  removeQuestion,
  takeBackQuestion,
} from '#features/focus/use-cases/ask-stakeholder.ts';
import { addMetric, noteValue, removeMetric } from '#features/focus/use-cases/keep-metric.ts';
import { rateBehaviour } from '#features/focus/use-cases/rate-behaviour.ts';
import { readFocusSkill } from '#features/focus/use-cases/read-focus-skill.ts';
import { chooseFocus } from '#features/profiles/use-cases/choose-focus.ts';
import { openedSkill } from '#features/skills/access.ts';
import { m } from '#messages';
import { rondo } from '#server/app.ts';
import { absoluteLink, leadsOnlyHere } from '#server/links.ts';
import { mailIsSet } from '#server/mail.ts';
import { spend } from '#server/rate-limits.ts';
import { readForm } from '#server/read-form.ts';
import type { Actions, PageServerLoad } from './$types';

const limit = { name: 'ask-stakeholder', points: 10, minutes: 24 * 60 };

export const load: PageServerLoad = async (event) => {
  const { person, found } = await openedSkill(event);
  const page = await rondo().database.asPerson(person, (tx) => readFocusSkill(tx, person, found.slug));
  if (!page) error(404);
  const now = rondo().clock.now();
  return {
    ...page,
    zone: person.timeZone,
    now,
    today: localDay(now, person.timeZone),
    sendsMail: mailIsSet(rondo().config),
    onlyHere: leadsOnlyHere(rondo().config),
  };
};

export const actions: Actions = {
  choose: async (event) => {
    const { person, found } = await openedSkill(event);
    await rondo().database.asPerson(person, (tx) => chooseFocus(tx, person, found.slug));
    redirect(303, '/me/focus');
  },
  rate: async (event) => {
    const { person, found } = await openedSkill(event);
    const read = readForm(ratingInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'rate', problems: read.problems });
    const rated = { ...read.value, slug: found.slug, skill: found.skill };
    const done = await rondo().database.asPerson(person, (tx) => rateBehaviour(tx, person, rated));
    if (!done) return fail(409, { part: 'rate', problems: { behaviour: m.focus_problem_gone() } });
    return { part: 'rate', rated: read.value.behaviour };
  },
  ask: async (event) => {
    const { person, found } = await openedSkill(event);
    const read = readForm(askInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'ask', problems: read.problems, values: read.values });
    const app = rondo();
    const spent = await spend(app.database, limit, person.personId);
    if (!spent.ok)
      return fail(429, { part: 'ask', minutes: spent.minutes, values: { ...read.value, email: '' } });
    const way = {
      mail: mailIsSet(app.config),
      now: app.clock.now(),
      linkTo: (token: string) => absoluteLink(app.config, `/answer/${token}`),
    };
    const asked = { ...read.value, skill: found.slug };
    const { link } = await app.database.asPerson(person, (tx) => askStakeholder(tx, person, asked, way));
    return { part: 'ask', asked: read.value.toName, link, days: questionDays };
  },
  takeBack: async (event) => {
    const { person } = await openedSkill(event);
    const read = readForm(questionInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'asked' });
    await rondo().database.asPerson(person, (tx) => takeBackQuestion(tx, person, read.value.question));
    return { part: 'asked' };
  },
  remove: async (event) => {
    const { person } = await openedSkill(event);
    const read = readForm(questionInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'asked' });
    await rondo().database.asPerson(person, (tx) => removeQuestion(tx, person, read.value.question));
    return { part: 'asked' };
  },
  metric: async (event) => {
    const { person, found } = await openedSkill(event);
    const read = readForm(metricInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'metric', problems: read.problems, values: read.values });
    const metric = { ...read.value, skill: found.slug };
    await rondo().database.asPerson(person, (tx) => addMetric(tx, person, metric));
    return { part: 'metric' };
  },
  value: async (event) => {
    const { person } = await openedSkill(event);
    const read = readForm(valueInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'value', problems: read.problems, values: read.values });
    const noted = await rondo().database.asPerson(person, (tx) => noteValue(tx, person, read.value));
    if (noted.ok) return { part: 'value' };
    return fail(409, { part: 'value', problems: { value: m.focus_problem_gone() } });
  },
  dropMetric: async (event) => {
    const { person } = await openedSkill(event);
    const read = readForm(metricIdInput, await event.request.formData());
    if (!read.ok) return fail(400, { part: 'metric' });
    await rondo().database.asPerson(person, (tx) => removeMetric(tx, person, read.value.metric));
    return { part: 'metric' };
  },
};
