import type { Act } from '#core/session/command.ts';
import { actFromForm } from './act-from-form.ts';
import { newId } from './new-id.ts';
import type { RoomClient } from './room-client.svelte.ts';

/** What was pressed in the browser. `data` is the form's as it was then. */
interface Pressed {
  form: HTMLFormElement;
  data: FormData;
  room: RoomClient;
}

/** The act that the form does, and what was typed in it, by field. Undefined where it does none. */
export function actOfForm({
  form,
  data,
  room,
}: Pressed): { act: Act; said: Record<string, string> } | undefined {
  if (data.get('kind') === 'observation' && room.view.clock && !data.get('offset'))
    data.set('offset', String(elapsed(room)));
  const act = actFromForm(data, newId);
  return act && { act, said: Object.fromEntries(typed(form)) };
}

/** Milliseconds into the running step, pauses not counted. */
function elapsed(room: RoomClient): number {
  const { clock } = room.view;
  if (!clock) return 0;
  const left = clock.endsAt === undefined ? (clock.remaining ?? 0) * 1000 : clock.endsAt - room.serverNow();
  return Math.max(0, Math.round(clock.total * 1000 - left));
}

function typed(form: HTMLFormElement): [string, string][] {
  const fields = 'textarea[name], input[name]:not([type=hidden], [type=radio], [type=checkbox])';
  return [...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(fields)]
    .map((field): [string, string] => [field.name, field.value])
    .filter(([, value]) => value.trim() !== '');
}
