import type { Identity, World } from '../world.ts';

/**
 * One door and who may pass it; everybody who is not named is refused: nobody is led to the sign-in page (or meets 401 where
 * something would be changed), all others meet "not found".
 */
export interface Row {
  /** As the router names it: `GET /circles/[circle=id]`, `POST /circles/[circle=id]/invite?/mail`. */
  door: string;
  /** What distinguishes this row from others of the same door, for example a state. */
  when?: string;
  at: (world: World) => string;
  may: readonly Identity[];
  /** Who could pass too and is left out, because one passing is enough. */
  untried?: readonly Identity[];
  /** Statuses that say "allowed"; 200 for reading, 200, 303, 400 or 409 for a form. */
  allowed?: readonly number[];
  /** Statuses of a refusal where they are not the usual ones. */
  refused?: (identity: Identity) => number;
  /** Well formed, so that a refusal comes from the gate and not from the form's reader. */
  form?: (world: World) => Record<string, string>;
  json?: (world: World) => unknown;
  /** Changes what other rows stand on: allowances of these are tried last, by the first in `may` only. */
  spoils?: true;
}

export const members = ['member', 'subject', 'newcomer'] as const;
/** Signed in as a person who belongs to an organisation, whichever. */
export const anybody = [
  'stranger',
  'colleague',
  'manager',
  'owner',
  'former',
  'newcomer',
  'member',
  'subject',
  'demonstration',
] as const;
/** And whoever only asked to: what is one's own. */
export const whoever = [...anybody, 'applicant'] as const;
export const everyone = ['nobody', 'operator', ...whoever] as const;
/** An id that nothing has. */
export const nothing = '01900000-0000-7000-8000-000000000000';
