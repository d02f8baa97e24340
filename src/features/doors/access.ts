import { type Cookies, error } from '@sveltejs/kit';
import type { Actor } from '#server/database.ts';

/** Holds the token of an operator's visit, which a one-time link from the terminal was exchanged for. */
export const operatorCookie = 'rondo_operator';

/** The operator's visit as `src/hooks.server.ts` proved it. Being on the same machine grants nothing. */
export interface Operator {
  visitHash: Buffer;
}

/** The gate of the operator's pages; to everyone else they do not exist. */
export function operator(locals: App.Locals): Operator {
  return locals.operator ?? error(404);
}

/** Keeps the operator's visit in this browser; never sent along when another site leads here. */
export function keepOperator(
  event: { cookies: Cookies; url: URL },
  { token, expiresAt }: { token: string; expiresAt: Date },
): void {
  event.cookies.set(operatorCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: event.url.protocol === 'https:',
    expires: expiresAt,
  });
}

declare const keeper: unique symbol;

/** Somebody who may remove the demonstration: the operator, or the owner of an organisation that is not made up. */
export type DemonstrationKeeper = { operator?: Operator; owner?: Actor; readonly [keeper]: true };

/** The gate of the demonstration's own page; to everyone else it does not exist. */
export function demonstrationKeeper({ operator, person }: App.Locals): DemonstrationKeeper {
  if (operator) return { operator } as DemonstrationKeeper;
  if (person?.role === 'owner' && !person.demonstration)
    return { owner: person as Actor } as DemonstrationKeeper;
  error(404);
}
