import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { membersOf } from '#features/circles/use-cases/list-members.ts';
import { readExchange } from '#features/exchange/use-cases/read-exchange.ts';
import { readTerms } from '#features/exchange/use-cases/read-terms.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => ({
    circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
    members: (await membersOf(tx, member)).map(({ id, name }) => ({ id, name })),
    me: member.personId,
    exchange: await readExchange(tx, member),
    terms: await readTerms(tx, member),
    zone: timeZone,
    now: rondo().clock.now(),
  }));
