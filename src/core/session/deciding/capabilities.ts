import type { ActType } from '../command.ts';
import { drawConstraint, drawPrompt } from './cards-drawn.ts';
import { answerChallenge, askChallenge } from './challenge.ts';
import { carryOver, commit } from './commitment.ts';
import { agreeDiscard, proposeDiscard, settleDiscard, withdrawDiscard } from './discard.ts';
import { askAnchors, demonstrate, newTake } from './drill.ts';
import { close, expire } from './ending.ts';
import { endTurn, extend, goBack, moveOn, pass, ready } from './flow.ts';
import { keep } from './keeping.ts';
import { setNext } from './next-session.ts';
import { goOnWithoutStep, pause, resume } from './pausing.ts';
import { handDevice, join, leave } from './presence.ts';
import { giveFeedback, pickSuggestion, remove, rewrite } from './rewriting.ts';
import { acceptRoleSwap, askRoleSwap, takeRole } from './roles.ts';
import type { Capability } from './situation.ts';
import { open, start } from './starting.ts';
import { write } from './writing.ts';

/** Every act, when it is taken up, and by which rule. */
export const capabilities: { [T in ActType]: Capability<T> } = {
  open: { stage: 'none', ...open },
  join: { stage: 'open', ...join },
  leave: { stage: 'open', ...leave },
  'hand-device': { stage: 'open', ...handDevice },
  start: { stage: 'lobby', ...start },
  'move-on': { stage: 'running', ...moveOn },
  ready: { stage: 'running', ...ready },
  'go-back': { stage: 'running', ...goBack },
  extend: { stage: 'running', ...extend },
  'end-turn': { stage: 'running', ...endTurn },
  pass: { stage: 'running', ...pass },
  pause: { stage: 'running', ...pause },
  resume: { stage: 'running', ...resume },
  'go-on-without-step': { stage: 'running', ...goOnWithoutStep },
  'ask-role-swap': { stage: 'running', ...askRoleSwap },
  'accept-role-swap': { stage: 'running', ...acceptRoleSwap },
  'take-role': { stage: 'running', ...takeRole },
  'draw-prompt': { stage: 'running', ...drawPrompt },
  'draw-constraint': { stage: 'running', ...drawConstraint },
  demonstrate: { stage: 'running', ...demonstrate },
  'ask-challenge': { stage: 'running', ...askChallenge },
  'answer-challenge': { stage: 'running', ...answerChallenge },
  'ask-anchors': { stage: 'running', ...askAnchors },
  'new-take': { stage: 'running', ...newTake },
  write: { stage: 'running', ...write },
  rewrite: { stage: 'running', ...rewrite },
  remove: { stage: 'begun', ...remove },
  'pick-suggestion': { stage: 'running', ...pickSuggestion },
  'give-feedback': { stage: 'running', ...giveFeedback },
  commit: { stage: 'running', ...commit },
  'carry-over': { stage: 'running', ...carryOver },
  'set-next': { stage: 'running', ...setNext },
  close: { stage: 'open', ...close },
  expire: { stage: 'open', ...expire },
  keep: { stage: 'over', ...keep },
  'propose-discard': { stage: 'over', ...proposeDiscard },
  'agree-discard': { stage: 'over', ...agreeDiscard },
  'withdraw-discard': { stage: 'over', ...withdrawDiscard },
  'settle-discard': { stage: 'over', ...settleDiscard },
};

/** Sent by jobs, which act for nobody. */
export const jobActs: ActType[] = ['expire', 'settle-discard'];
