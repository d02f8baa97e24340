import type { Audience } from './audience.ts';

/** One turn of a dial. Times are milliseconds since 1970. */
export interface Share {
  owner: string;
  audience: Audience;
  /** Where the audience is `partner`. */
  partner?: string | undefined;
  /** Where the audience is `circle`. */
  circle?: string | undefined;
  since: number;
  /** When it was withdrawn, or ended with a stay. */
  until?: number | undefined;
}

/** Somebody in a circle, from when on; `to` is when they left. */
export interface Stay {
  person: string;
  circle: string;
  from: number;
  to?: number | undefined;
}

/**
 * Whether somebody of the same organisation may read what is shared. A share with people holds while owner and reader sit
 * together: who leaves loses sight of it, and who joins a circle later never saw what was shared before. What is only counted
 * is read by nobody.
 */
export function mayRead(share: Share, reader: string, stays: readonly Stay[]): boolean {
  if (reader === share.owner) return true;
  if (share.until !== undefined) return false;
  const open = stays.filter(({ to }) => to === undefined);
  switch (share.audience) {
    case 'partner':
      return reader === share.partner && sitTogether(open, share.owner, reader);
    case 'circle': {
      const there = (person: string) =>
        open.some(
          (stay) => stay.person === person && stay.circle === share.circle && stay.from <= share.since,
        );
      return there(reader) && there(share.owner);
    }
    case 'story':
      return true;
    default:
      return false;
  }
}

/** Who can read it now besides its owner, of those who sit in circles; in the order of the stays. */
export function readersOf(share: Share, stays: readonly Stay[]): string[] {
  const people = new Set(stays.map(({ person }) => person));
  people.delete(share.owner);
  return [...people].filter((person) => mayRead(share, person, stays));
}

function sitTogether(open: readonly Stay[], one: string, other: string): boolean {
  const circles = new Set(open.filter(({ person }) => person === one).map(({ circle }) => circle));
  return open.some(({ person, circle }) => person === other && circles.has(circle));
}
