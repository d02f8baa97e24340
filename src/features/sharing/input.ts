import { z } from 'zod';
import { m } from '#messages';

/** What comes in about dials. Each message is the sentence that the field shows. */

const id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, {
  error: () => m.sharing_problem_who(),
});
const anything = z.string().default('');

/** How far a dial is turned, as `ShareDial` sends it: both lists come along, and one of them counts. */
export const dialInput = z
  .discriminatedUnion('audience', [
    z.object({ audience: z.literal('me'), partner: anything, circle: anything }),
    z.object({ audience: z.literal('partner'), partner: id, circle: anything }),
    z.object({ audience: z.literal('circle'), partner: anything, circle: id }),
  ])
  .transform(({ audience, partner, circle }): Turn => {
    if (audience === 'partner') return { audience, partnerId: partner };
    if (audience === 'circle') return { audience, circleId: circle };
    return { audience };
  });

/** Where a dial is turned to. */
export type Turn =
  | { audience: 'me' | 'aggregate' | 'story' }
  | { audience: 'partner'; partnerId: string }
  | { audience: 'circle'; circleId: string };
