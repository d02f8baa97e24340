import { hindrances } from '../deciding/starting.ts';
import type { DoorView } from '../view.ts';
import type { Scene } from './scene.ts';

/** In the lobby for everyone; in a running session for those who stand outside it. */
export function viewDoor({ room, context, viewer }: Scene): DoorView | undefined {
  const consented = context.members.some(({ id, consented }) => id === viewer && consented);
  const mine: DoorView['missing'] = consented ? [] : [{ what: 'my-consent' }];
  if (room.status === 'running') return room.present.includes(viewer) ? undefined : { missing: mine };
  if (room.status !== 'lobby') return undefined;
  const others = hindrances(room, context).flatMap((each): DoorView['missing'] => {
    if (each.refusal === 'consent-missing')
      return missingConsent(
        each.people.filter((person) => person !== viewer),
        context,
      );
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
