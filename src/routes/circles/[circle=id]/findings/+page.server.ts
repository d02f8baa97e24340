import { asCircleMember } from '#features/circles/access.ts';
import { findCircle } from '#features/circles/use-cases/find-circle.ts';
import { readFindings } from '#features/findings/use-cases/read-findings.ts';
import { rondo } from '#server/app.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
  asCircleMember(event, async (tx, member, { timeZone }) => {
    const now = rondo().clock.now();
    return {
      circle: { id: member.circleId, name: (await findCircle(tx, member)).name, closed: member.closed },
      findings: await readFindings(tx, member, now),
      zone: timeZone,
      now,
    };
  });
