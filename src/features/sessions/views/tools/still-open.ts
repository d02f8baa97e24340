import type { RoomView } from '#core/session/view.ts';

/** What is not done yet when the last step runs; said kindly, and never a reason why one may not close. */
export type StillOpen = 'next' | 'card' | 'typed' | 'draft';

export function stillOpen(view: RoomView): StillOpen[] {
  const { tool } = view;
  const open: StillOpen[] = [];
  if (!view.nextSession && view.can.includes('set-next')) open.push('next');
  if (tool?.kind === 'reflect' && tool.card === 'none') open.push('card');
  if (tool?.kind === 'commit' && !tool.myCard && !tool.committedToday && !view.passed) open.push('card');
  if (tool?.kind === 'commit' && tool.typedForMe.length > 0) open.push('typed');
  if (tool?.kind === 'draft' && tool.mine.some(({ given, subject }) => !given && subject !== undefined))
    open.push('draft');
  return open;
}
