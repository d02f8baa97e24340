/** Where in a feed something stands: newest first, and by id where two came at the same moment. */
export interface Place {
  /** As the database says it, to the microsecond: `2026-11-21T09:30:00.123456Z`. */
  moment: string;
  /** A UUID in lower case. */
  id: string;
}

/** Below zero where `one` stands before `other` in the feed. */
export function newestFirst(one: Place, other: Place): number {
  return -(compare(one.moment, other.moment) || compare(one.id, other.id));
}

/** For an address: `2026-11-21T09:30:00.123456Z_0190…`. */
export function printPlace({ moment, id }: Place): string {
  return `${moment}_${id}`;
}

const printed =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Undefined for what is no place; a day that no calendar has is none. */
export function readPlace(text: string): Place | undefined {
  const [, moment = '', id = ''] = printed.exec(text) ?? [];
  const at = new Date(moment);
  // The calendar rolls 31 February over; the database would refuse it.
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 19) !== moment.slice(0, 19)) return undefined;
  return { moment, id };
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
