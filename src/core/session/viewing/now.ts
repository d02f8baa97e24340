import type { Role, Step } from '../../playbook/playbook.ts';
import { challengedNow, challengeOf } from '../challenged-now.ts';
import { guestSteps } from '../deciding/guests.ts';
import type { Live } from '../deciding/situation.ts';
import { focusNow, litNow, rolesNow } from '../roles-now.ts';
import type { NowView } from '../view.ts';
import { isGuest, type Scene, type StepHere, stepHere } from './scene.ts';

export function viewNow(scene: Scene<Live>): NowView | undefined {
  const here = stepHere(scene);
  if (!here) return undefined;
  const { room, context } = scene;
  const { planned, step } = here;
  const focus = focusNow(room);
  const lit = litNow(room);
  const prompt = room.prompt === undefined ? undefined : context.playbook.prompts[room.prompt];
  const constraint = room.constraint === undefined ? undefined : step.constraints[room.constraint];
  return {
    at: room.at,
    step: planned.step,
    name: step.name,
    kind: step.kind,
    phase: step.phase,
    what: step.what,
    ...(focus ? { focus } : {}),
    ...(lit ? { lit } : {}),
    ...viewPrompts(scene, here),
    behaviours: step.behaviours,
    constraints: step.constraints.length,
    suggestions: step.suggestions,
    ...(step.form ? { form: step.form } : {}),
    ...(step.scale ? { scale: step.scale } : {}),
    ...(step.keeps ? { keeps: step.keeps } : {}),
    ...(step.challenge ? { challenge: viewChallenge(scene, step) } : {}),
    ...(prompt ? { prompt } : {}),
    prompts: context.playbook.prompts.length,
    ...(constraint ? { constraint } : {}),
    take: room.take,
    takeStartedAt: room.takeStartedAt,
    ...(room.demonstrator ? { demonstrator: room.demonstrator } : {}),
    anchorsAsked: room.anchorsAsked,
  };
}

function viewPrompts(
  { room, context, viewer }: Scene<Live>,
  { step }: StepHere,
): Pick<NowView, 'mine' | 'myPrompts' | 'litPrompts'> {
  const roles = rolesNow(room);
  const mine = roles[viewer] ?? [];
  const oneOfAll = !isGuest({ context, viewer }) || guestSteps.includes(step.kind);
  const forMe = ({ role }: { role: Role }) => (role === 'everyone' ? oneOfAll : mine.includes(role));
  const lit = litNow(room);
  const litRoles = lit === undefined || lit === viewer ? [] : ['everyone', ...(roles[lit] ?? [])];
  const hidden = step.challenge && isChallenged({ room, step, viewer });
  return {
    mine: step.does.filter(forMe),
    myPrompts: hidden ? [] : step.prompts.filter(forMe),
    litPrompts: hidden
      ? []
      : step.prompts.filter((prompt) => !forMe(prompt) && litRoles.includes(prompt.role)),
  };
}

/** Until they say yes themselves, no challenging prompt is shown to whom the step challenges now. */
function isChallenged({ room, step, viewer }: { room: Live; step: Step; viewer: string }): boolean {
  return challengedNow(room, step) === viewer && challengeOf(room, viewer)?.answer !== 'granted';
}

/** How it stands with whom the step challenges now: roles may have changed since somebody else was asked. */
function viewChallenge({ room, viewer }: Scene<Live>, step: Step): NowView['challenge'] {
  const of = challengedNow(room, step);
  if (of === undefined) return { state: 'not-asked', forMe: false };
  const challenge = challengeOf(room, of);
  if (!challenge) return { state: 'not-asked', of, forMe: false };
  return { state: challenge.answer ?? 'asked', by: challenge.by, of, forMe: of === viewer };
}
