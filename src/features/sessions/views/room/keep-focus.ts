/**
 * For everything that can vanish under the keyboard's hands: where a step, the door or a pause gives way and takes the
 * focused element along, the focus goes on at what stands there now instead of at the top of the page.
 */
export function keepFocus(room: HTMLElement): () => void {
  // A room that was there before its script may have the focus in it already.
  let held = room.querySelector<HTMLElement>(':focus') ?? undefined;
  let lost = false;
  const hold = ({ target }: FocusEvent) => {
    held = target instanceof HTMLElement ? target : undefined;
    lost = false;
  };
  const release = ({ target }: FocusEvent) => {
    // Left on purpose, by a click on nothing or for what stands outside. What vanishes, or is hidden before it does, says
    // that it loses the focus, too: whether it could still have it shows a moment later. By then somebody with quick fingers
    // may have gone round the page and be back at it.
    setTimeout(() => {
      if (held && held === target && held !== document.activeElement && canHold(held)) held = undefined;
    });
  };
  const seek = (changes: MutationRecord[]) => {
    const had = held;
    if (had && changes.some((change) => hasMoved(had, change))) had.focus({ preventScroll: true });
    if (held && !held.isConnected) {
      held = undefined;
      lost = true;
    }
    // A tool that knows better where to go on has a moment to do so.
    if (lost) setTimeout(goOn);
  };
  const goOn = () => {
    if (!lost) return;
    const heading = (room.querySelector('.now') ?? room).querySelector<HTMLElement>('h1, h2');
    const free = document.activeElement === document.body;
    // What is shown now may be a part that is still on its way: then the change that brings it leads here again.
    lost = free && !heading;
    if (!free || !heading) return;
    heading.setAttribute('tabindex', '-1');
    heading.focus({ preventScroll: true });
  };
  const watching = new MutationObserver(seek);
  watching.observe(room, { childList: true, subtree: true });
  room.addEventListener('focusin', hold);
  room.addEventListener('focusout', release);
  return () => {
    watching.disconnect();
    room.removeEventListener('focusin', hold);
    room.removeEventListener('focusout', release);
  };
}

function canHold(element: HTMLElement): boolean {
  return element.checkVisibility({ visibilityProperty: true }) && !element.matches(':disabled, [inert] *');
}

/** What is put elsewhere in the room, as when a list comes into another order, loses the focus and is still there. */
function hasMoved(element: HTMLElement, { addedNodes }: MutationRecord): boolean {
  return document.activeElement === document.body && [...addedNodes].some((node) => node.contains(element));
}
