/**
 * For everything that can vanish under the keyboard's hands: where a step, the door or a pause gives way and takes the
 * focused element along, the focus goes on at what stands there now instead of at the top of the page.
 */
export function keepFocus(room: HTMLElement): () => void {
  // This comes a little after the room, when something in it may have the focus already.
  let held = room.querySelector(':focus') ?? undefined;
  let lost = false;
  const hold = ({ target }: FocusEvent) => {
    held = target instanceof Element ? target : undefined;
    lost = false;
  };
  const release = ({ target }: FocusEvent) => {
    // Left on purpose, by a click on nothing or for what stands outside. What vanishes says that it loses the focus, too:
    // whether it is still there shows a moment later.
    setTimeout(() => {
      if (held === target && held?.isConnected) held = undefined;
    });
  };
  const seek = () => {
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
