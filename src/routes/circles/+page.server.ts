import { agreementState } from '#features/agreements/use-cases/read-agreement.ts';
import { findCircleMember } from '#features/circles/access.ts';
import { circlesOf } from '#features/circles/use-cases/list-members.ts';
import { requestsOf } from '#features/circles/use-cases/list-requests.ts';
import { signedIn } from '#features/people/access.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = signedIn(event);
  return rondo().database.asPerson(actor, async (tx) => {
    const circles = [];
    for (const circle of await circlesOf(tx, actor)) {
      const member = await findCircleMember(tx, actor, circle.id);
      const { inForce, proposal } = member && !circle.closed ? await agreementState(tx, member) : {};
      const awaited = [...(inForce?.awaited ?? []), ...(inForce?.again ?? []), ...(proposal?.awaited ?? [])];
      circles.push({ ...circle, asked: awaited.includes(actor.personId) });
    }
    return {
      me: actor.personId,
      applicant: actor.applicant,
      circles,
      requests: await requestsOf(tx, actor),
      left: event.url.searchParams.has('left'),
    };
  });
};
