import { z } from 'zod';
import { chosenKinds, mayKeepFor } from '#core/sharing/retention.ts';
import { storyLengths } from '#core/sharing/story.ts';
import { oneLine } from '#core/text/one-line.ts';
import { m } from '#messages';
import { wholeNumber } from '#server/whole-number.ts';

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

export const withdrawInput = z.object({ share: id });

export const countInput = z.object({ counted: z.enum(['yes', 'no']) });

const line = z.string().transform(oneLine);
const paragraphs = z.string().transform((text) => text.replace(/\r\n?/g, '\n').trim());

export const storyInput = z.object({
  id: z.uuid(),
  title: line.pipe(
    z
      .string()
      .min(1, { error: () => m.sharing_story_problem_title() })
      .max(storyLengths.title, {
        error: () => m.sharing_story_problem_title_long({ most: storyLengths.title }),
      }),
  ),
  text: paragraphs.pipe(
    z
      .string()
      .min(1, { error: () => m.sharing_story_problem_text() })
      .max(storyLengths.text, {
        error: () => m.sharing_story_problem_text_long({ most: storyLengths.text }),
      }),
  ),
});

export const storyIdInput = z.object({ id: z.uuid() });

export const retentionInput = z
  .object({
    kind: z.enum(chosenKinds),
    months: z
      .literal('')
      .transform(() => undefined)
      .or(wholeNumber(120)),
  })
  .refine(({ kind, months }) => mayKeepFor(kind, months), {
    path: ['months'],
    error: () => m.sharing_keep_problem(),
  });
