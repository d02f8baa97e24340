import type { AboutMe } from '../use-cases/set-aside.ts';

/** Where somebody reads what they can say is about them, and the list in which it stands. */
export function pathsOf(
  { kind, itemId, circleId }: Pick<AboutMe, 'kind' | 'itemId' | 'circleId'>,
  share: string,
): { item: string; list: string } {
  if (kind === 'story' || circleId === null) return { item: '/stories', list: '/stories' };
  const list = `/circles/${circleId}/${kind === 'recording' ? 'exchange' : 'entries'}`;
  return { item: `${list}/${kind === 'recording' ? itemId : share}`, list };
}
