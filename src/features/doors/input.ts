import { z } from 'zod';
import {
  emailInput,
  languagesInput,
  nameInput,
  optionalEmailInput,
  readName,
  timeZoneInput,
} from '#features/people/input.ts';
import { m } from '#messages';

const organisation = z
  .string({ error: () => m.doors_problem_organisation() })
  .transform(readName)
  .pipe(
    z
      .string()
      .min(1, { error: () => m.doors_problem_organisation() })
      .max(120, { error: () => m.doors_problem_organisation_long() }),
  );

/**
 * What the first set-up asks. Where mails are sent, the owner's address is their way back in and must be there.
 *
 * @param mailIsSet whether a mail server is configured
 */
export function setUpInput(mailIsSet: boolean) {
  return z.object({
    /** Made with the page, so that a form that is sent twice founds one organisation. */
    organisationId: z.uuid(),
    organisation,
    name: nameInput,
    email: mailIsSet ? emailInput : optionalEmailInput,
    timeZone: timeZoneInput,
    languages: languagesInput,
  });
}

export type SetUp = z.output<ReturnType<typeof setUpInput>>;
