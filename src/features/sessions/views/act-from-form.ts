import type { Act, ActType } from '#core/session/command.ts';
import { instantAt } from '#core/time/wall-clock.ts';
import { bodyFromForm } from './words-from-form.ts';

/**
 * The one way from a form to an act, for the browser and for the server's form action. `act` names it; the other fields
 * are called as in the act or in the words' body, the parts of a feedback `part:<name>`. `newId` is asked where the form
 * brings no `wordsId`. Undefined: no such act, or a field that it needs is missing; what is allowed is decided in core.
 */
export function actFromForm(data: FormData, newId: () => string): Act | undefined {
  const type = text(data, 'act') as ActType;
  switch (type) {
    case 'join':
    case 'leave':
    case 'start':
    case 'pause':
    case 'resume':
    case 'go-on-without-step':
    case 'pass':
    case 'draw-prompt':
    case 'draw-constraint':
    case 'demonstrate':
    case 'ask-anchors':
    case 'new-take':
    case 'carry-over':
    case 'propose-discard':
    case 'agree-discard':
    case 'withdraw-discard':
    case 'close':
      return { type };
    case 'move-on':
    case 'ready':
    case 'go-back':
      return needs(number(data, 'from'), (from) => ({ type, from }));
    case 'extend':
      return needs(number(data, 'seconds'), (seconds) => ({ type, seconds }));
    case 'end-turn':
    case 'ask-challenge':
      return needs(text(data, 'of'), (of) => ({ type, of }));
    case 'ask-role-swap':
    case 'accept-role-swap':
      return needs(text(data, 'role'), (role) =>
        needs(text(data, 'with'), (other) => ({ type, role, with: other })),
      );
    case 'take-role':
      return needs(text(data, 'role'), (role) => ({ type, role }));
    case 'answer-challenge':
      return needs(text(data, 'granted'), (granted) => ({ type, granted: granted === 'true' }));
    case 'hand-device':
      return needs(text(data, 'to'), (to) => ({ type, to }));
    case 'set-next':
      return nextFromForm(data);
    case 'commit':
      return commitFromForm(data, newId);
    default:
      return wordsActFromForm(type, data, newId);
  }
}

function wordsActFromForm(type: ActType, data: FormData, newId: () => string): Act | undefined {
  const wordsId = text(data, 'wordsId');
  const body = type === 'write' || type === 'rewrite' ? bodyFromForm(data) : undefined;
  if (type === 'write') {
    const subject = text(data, 'subject');
    return body && { type, wordsId: wordsId || newId(), body, ...(subject ? { subject } : {}) };
  }
  if (!wordsId) return undefined;
  switch (type) {
    case 'rewrite':
      return body && { type, wordsId, body };
    case 'remove':
      return { type, wordsId };
    case 'pick-suggestion':
      return { type, wordsId, reworded: text(data, 'reworded') };
    case 'give-feedback': {
      const form = text(data, 'form');
      return form === 'SBI' || form === 'COIN' || form === 'feedforward'
        ? { type, wordsId, form }
        : undefined;
    }
    case 'keep': {
      const reader = text(data, 'for');
      return reader === 'me' || reader === 'circle' ? { type, wordsId, for: reader } : undefined;
    }
    default:
      return undefined;
  }
}

function commitFromForm(data: FormData, newId: () => string): Act {
  const body = bodyFromForm(data, 'card');
  const { kind: _, ...card } = body?.kind === 'card' ? body : { kind: 'card', ...emptyCard };
  const typed = text(data, 'moment');
  const moment = typed ? { moment: { typed, zone: text(data, 'timeZone') } } : {};
  return { type: 'commit', commitmentId: text(data, 'commitmentId') || newId(), card, ...moment };
}

const emptyCard = { experiment: '', behaviour: '', context: '', criterion: '', dueOn: '' };

/** `startsAt` is an instant, or what a `datetime-local` field holds, read in `timeZone`. */
function nextFromForm(data: FormData): Act | undefined {
  const timeZone = text(data, 'timeZone') || 'UTC';
  const given = text(data, 'startsAt');
  const startsAt = /^\d+$/.test(given) ? Number(given) : instantAt(given, timeZone);
  return startsAt === undefined ? undefined : { type: 'set-next', startsAt, timeZone };
}

/** A field as it was sent, without the blanks round it; empty where there is none. */
function text(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

function number(data: FormData, name: string): number | undefined {
  const value = text(data, name);
  return value && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function needs<T extends string | number>(value: T | undefined, act: (value: T) => Act | undefined) {
  return value === undefined || value === '' ? undefined : act(value);
}
