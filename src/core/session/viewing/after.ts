import type { Over } from '../deciding/situation.ts';
import { discardSettlesAt } from '../expiry.ts';
import type { RoomView } from '../view.ts';
import type { AfterView, KeptWords } from '../view-after.ts';
import { evidenceKinds, type Words } from '../words.ts';
import type { Scene } from './scene.ts';

export function viewAfter(scene: Scene<Over>): AfterView {
  const { viewer, words } = scene;
  const written = words.filter(({ author }) => author === viewer);
  const received = words.filter(({ author, subject }) => author !== viewer && subject === viewer);
  const shared = words.filter(({ author, subject }) => author !== viewer && subject !== viewer);
  const show = (row: Words) => keptWords(row, scene);
  return { received: received.map(show), written: written.map(show), shared: shared.map(show) };
}

export function viewDiscard({ room, viewer }: Scene<Over>): RoomView['discard'] {
  const { discard } = room;
  if (!discard) return undefined;
  return {
    proposedAt: discard.proposedAt,
    settlesAt: discardSettlesAt(discard.proposedAt),
    agreed: discard.agreed,
    waitingFor: room.attended.filter((person) => !discard.agreed.includes(person)),
    iAgreed: discard.agreed.includes(viewer),
  };
}

function keptWords(row: Words, { room, context, viewer }: Scene<Over>): KeptWords {
  const { id, author, subject, audience, body, step } = row;
  const behaviours = context.playbook.steps[room.plan[step ?? -1]?.step ?? -1]?.behaviours ?? [];
  const named = body.kind === 'observation' || body.kind === 'anchor' ? body.behaviour : undefined;
  const behaviour = named === undefined ? undefined : behaviours[named];
  const mineToKeep =
    body.kind === 'artefact'
      ? author === viewer
      : subject === viewer && evidenceKinds.some((kind) => kind === body.kind);
  const keeps: KeptWords['can'] = mineToKeep && row.releasedAt !== undefined ? ['keep'] : [];
  const removes: KeptWords['can'] = author === viewer || subject === viewer ? ['remove'] : [];
  return {
    id,
    author,
    ...(subject ? { subject } : {}),
    audience,
    ...(behaviour ? { behaviour } : {}),
    body,
    can: [...keeps, ...removes],
  };
}
