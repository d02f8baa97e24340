import { observersHave, waitingObservers } from '../deciding/flow.ts';
import type { Live } from '../deciding/situation.ts';
import { othersMayFrom } from '../expiry.ts';
import type { AskingView, PauseView } from '../view.ts';
import type { Scene } from './scene.ts';

export function viewPause({ room, context, viewer }: Scene<Live>): PauseView | undefined {
  const { pause } = room;
  if (!pause) return undefined;
  return {
    by: pause.by,
    mine: pause.by === viewer,
    since: pause.at,
    agreed: context.hardMoments,
    rescue: context.playbook.pitfalls,
    pauserLeft: !room.present.includes(pause.by),
    othersMayFrom: othersMayFrom(room),
  };
}

/** Says to each observer whether they are waited for, and to nobody anything about the others. */
export function viewAsking({ room, viewer }: Scene<Live>): AskingView | undefined {
  const { asking } = room;
  if (!asking) return undefined;
  return {
    by: asking.by,
    waitingForMe: waitingObservers(room).includes(viewer),
    happensAnywayFrom: asking.at + observersHave,
  };
}
