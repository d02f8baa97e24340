/** How near to the edge of the window, in pixels, the page begins to scroll with what is dragged. */
const edge = 70;

/**
 * Lets the entries of a list be dragged by what carries `data-grip`, with a mouse, a pen or a finger; the others make room
 * meanwhile. Dropping tells from where to where. Escape, and whatever takes the pointer away, puts everything back.
 */
export function dragSteps(list: HTMLElement, onplace: (from: number, to: number) => void): () => void {
  function begin(down: PointerEvent) {
    const grip = (down.target as Element).closest<HTMLElement>('[data-grip]');
    const item = grip?.closest('li');
    if (!grip || !item || down.button !== 0) return;
    down.preventDefault();
    const items = [...list.children] as HTMLElement[];
    const from = items.indexOf(item);
    const boxes = items.map((each) => each.getBoundingClientRect());
    const own = boxes[from];
    if (!own) return;
    const middle = (box: DOMRect) => box.top + box.height / 2;
    let to = from;

    const move = ({ pageY, clientY }: PointerEvent) => {
      const by = pageY - down.pageY;
      to = boxes.filter((box, at) => at !== from && middle(box) < middle(own) + by).length;
      items.forEach((each, at) => {
        const makesRoom = at > from && at <= to ? -own.height : at < from && at >= to ? own.height : 0;
        each.style.translate = `0 ${at === from ? by : makesRoom}px`;
      });
      if (clientY > window.innerHeight - edge) window.scrollBy(0, 12);
      if (clientY < edge) window.scrollBy(0, -12);
    };
    const end = (place: boolean) => {
      stop.abort();
      item.classList.remove('dragged');
      for (const each of items) each.style.translate = '';
      if (place && to !== from) onplace(from, to);
    };
    const stop = new AbortController();
    const { signal } = stop;
    grip.setPointerCapture(down.pointerId);
    item.classList.add('dragged');
    grip.addEventListener('pointermove', move, { signal });
    grip.addEventListener('pointerup', () => end(true), { signal });
    grip.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener('keydown', ({ key }) => key === 'Escape' && end(false), { signal });
  }

  list.addEventListener('pointerdown', begin);
  return () => list.removeEventListener('pointerdown', begin);
}
