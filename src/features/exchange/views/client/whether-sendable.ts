import type { Unsent } from './unsent-box.ts';

/** A circle that somebody sits in now. */
export interface MineNow {
  id: string;
  name: string;
  closed: boolean;
}

/** Whether the circle that a recording was made for still takes it. */
export type Sendable =
  | { can: true; circle: string; href: string }
  | { can: false; why: 'closed'; circle: string }
  | { can: false; why: 'left' };

/** @param mine all circles that its owner sits in now, also those that are closed */
export function whetherSendable(
  { id, circle }: Pick<Unsent, 'id' | 'circle'>,
  mine: readonly MineNow[],
): Sendable {
  const found = mine.find((each) => each.id === circle);
  if (!found) return { can: false, why: 'left' };
  if (found.closed) return { can: false, why: 'closed', circle: found.name };
  return { can: true, circle: found.name, href: `/circles/${circle}/exchange/new#${id}` };
}
