import type { SubmitFunction } from '$app/forms';
import { applyAction } from '$app/forms';
import { goto, invalidateAll } from '$app/navigation';

/** How far a pointer moves before it is a drag and not a press, in pixels. */
const threshold = 6;
/** Near the edge of the window, in pixels, the page moves along ... */
const edge = 72;
/** ... by so many for each step. */
const stride = 14;

/**
 * Somebody who is dragged from one circle to another. The places that are offered come while they are on their way; where
 * they are let go elsewhere nothing happens but a sentence. Without a script none of this is there, and buttons do the same.
 */
export class Dragging {
  person: string | undefined = $state();
  /** The circle that the pointer is over, counted from 0. */
  over: number | undefined = $state();
  /** The picture that goes along. */
  ghost: HTMLElement | undefined = $state();
  #begin:
    | { x: number; y: number; person: string; id: number; chosen: boolean; form: HTMLFormElement }
    | undefined;
  #dragged = false;
  readonly #drop: (circle: number | undefined) => void;

  constructor(drop: (circle: number | undefined) => void) {
    this.#drop = drop;
  }

  /** For `onpointerdown` of a seat. A finger drags only who is chosen already, so that the page can be moved anywhere. */
  press(event: PointerEvent, { person, chosen }: { person: string; chosen: boolean }): void {
    this.#dragged = false;
    const seat = event.currentTarget as HTMLElement;
    const form = seat.closest('form');
    if (!form || event.button !== 0 || (event.pointerType === 'touch' && !chosen)) return;
    this.#begin = { x: event.clientX, y: event.clientY, person, id: event.pointerId, chosen, form };
  }

  /** For `onclick` of a seat: what ends a drag is no press. */
  click(event: MouseEvent): void {
    if (this.#dragged) event.preventDefault();
    this.#dragged = false;
  }

  /** For `pointermove` of the window. */
  move(event: PointerEvent): void {
    const begin = this.#begin;
    if (begin?.id !== event.pointerId) return;
    if (this.person === undefined) {
      if (Math.hypot(event.clientX - begin.x, event.clientY - begin.y) < threshold) return;
      this.person = begin.person;
      this.#dragged = true;
      // Whose places are shown already is not asked for again: the answer could come after the move.
      if (!begin.chosen) begin.form.requestSubmit();
    }
    event.preventDefault();
    // Set by script on the element itself: the policy of the page forbids styles that are written in it.
    this.ghost?.style.setProperty('translate', `${event.clientX}px ${event.clientY}px`);
    const circle = document
      .elementsFromPoint(event.clientX, event.clientY)
      .map((element) => element.closest('[data-circle]'))
      .find((found) => found !== null);
    this.over = circle ? Number(circle.getAttribute('data-circle')) : undefined;
    if (event.clientY < edge) scrollBy(0, -stride);
    else if (event.clientY > innerHeight - edge) scrollBy(0, stride);
  }

  /** For `pointerup` of the window. */
  release(event: PointerEvent): void {
    if (this.#begin?.id !== event.pointerId) return;
    const [dropped, circle] = [this.person !== undefined, this.over];
    this.stop();
    if (dropped) this.#drop(circle);
  }

  /** For `pointercancel`, and Escape. */
  stop(): void {
    this.#begin = undefined;
    this.person = undefined;
    this.over = undefined;
  }
}

/** For `use:enhance` of what is done at the table: the page stays where it is scrolled to. `done` comes after it was read anew. */
export function stayThere(done: () => void = () => {}): SubmitFunction {
  return () =>
    async ({ result }) => {
      if (result.type === 'redirect') {
        await goto(new URL(result.location, location.href).href.replace(/#.*$/, ''), {
          replace: true,
          reset: false,
          refreshAll: true,
        });
        // What was refused before is no longer said.
        await applyAction({ type: 'success', status: 200, location: location.href });
      } else {
        await applyAction(result);
        await invalidateAll();
      }
      done();
    };
}
