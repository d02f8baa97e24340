import { missingWith } from '../deciding/presence.ts';
import { hindrances } from '../deciding/starting.ts';
import type { Refusal } from '../refusal.ts';
import type { DoorView } from '../view.ts';
import { isGuest, type Scene } from './scene.ts';

/** In the lobby for everyone; in a running session for those who stand outside it. */
export function viewDoor({ room, context, viewer, via }: Scene): DoorView | undefined {
  const consented = context.members.some(({ id, consented }) => id === viewer && consented);
  const mine: DoorView['missing'] = consented ? [] : [{ what: 'my-consent' }];
  const who = { by: viewer, ...(via && via !== viewer ? { via } : {}) };
  if (room.status === 'running') {
    if (room.present.includes(viewer)) return undefined;
    return { missing: [...mine, ...missingWith(room, context, who).flatMap((each) => optIn(each, context))] };
  }
  if (room.status !== 'lobby') return undefined;
  const others = hindrances(room, context, who).flatMap((each): DoorView['missing'] => {
    if (each.refusal === 'consent-missing')
      return missingConsent(
        each.people.filter((person) => person !== viewer),
        context,
      );
    if (each.refusal === 'opt-in-missing') return isGuest({ context, viewer }) ? [] : optIn(each, context);
    if (each.refusal === 'too-few') return [{ what: 'people', present: each.present, needed: each.needed }];
    if (each.refusal === 'too-many') return [{ what: 'too-many', present: each.present, most: each.most }];
    throw new Error(`the door does not know ${each.refusal}`);
  });
  return { missing: [...mine, ...others] };
}

/** What is missing from others; one's own yes is asked for by itself. */
function missingConsent(people: string[], { members }: Scene['context']): DoorView['missing'] {
  if (people.length === 0) return [];
  const names = members.filter(({ id }) => people.includes(id)).map(({ name }) => name);
  return [{ what: 'consent', people, names }];
}

/** Named to the two whom it concerns; to the other members no more than that two of those here have something to settle. */
function optIn(missing: Refusal, { members }: Scene['context']): DoorView['missing'] {
  if (missing.refusal !== 'opt-in-missing') return [];
  const other = members.find(({ id }) => id === missing.other);
  return [{ what: 'opt-in', ...(other ? { other: other.id, name: other.name } : {}) }];
}
