import type { Live } from '../deciding/situation.ts';
import type { RoomView } from '../view.ts';
import type { Scene, Started } from './scene.ts';

/** The whole plan as a strip of steps. */
export function viewStrip({ room, context }: Scene<Started>): RoomView['strip'] {
  const over = room.status !== 'running';
  return room.plan.map(({ step, seconds, focus }, index) => ({
    name: context.playbook.steps[step]?.name ?? '',
    seconds: index === room.at ? seconds + Math.round(room.extended) : seconds,
    state: index < room.at ? 'done' : index > room.at ? 'ahead' : over ? 'done' : 'now',
    ...(focus ? { focus } : {}),
  }));
}

export function viewNext({ room, context }: Scene<Live>): RoomView['next'] {
  const planned = room.plan[room.at + 1];
  if (!planned) return undefined;
  return {
    name: context.playbook.steps[planned.step]?.name ?? '',
    kind: planned.kind,
    seconds: planned.seconds,
    ...(planned.focus ? { focus: planned.focus } : {}),
  };
}
