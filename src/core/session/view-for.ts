import { actsOpenTo } from './decide.ts';
import { mayWrite } from './deciding/may-write.ts';
import { freeRoles } from './deciding/roles.ts';
import type { Live } from './deciding/situation.ts';
import { writeRules } from './deciding/write-rules.ts';
import type { Instant, PersonId } from './event.ts';
import type { Room, RoomContext } from './room.ts';
import type { Draft, RoomView } from './view.ts';
import { viewAfter, viewDiscard } from './viewing/after.ts';
import { viewAirtime, viewClock, viewTurn } from './viewing/clock.ts';
import { viewDoor } from './viewing/door.ts';
import { viewAsking, viewPause } from './viewing/interruptions.ts';
import { viewArtefacts, viewObjective } from './viewing/kept.ts';
import { viewNow } from './viewing/now.ts';
import { viewMe, viewNextSession, viewSeats, viewSession, viewUnseated } from './viewing/people.ts';
import { viewNext, viewStrip } from './viewing/plan.ts';
import { isGuest, type Scene, type Started, sceneOf, situationIn } from './viewing/scene.ts';
import { viewTool } from './viewing/tool.ts';
import type { Words, WordsKind } from './words.ts';

/**
 * What one viewer sees. `words` may hold more than they may read: it is filtered here, once, before anything else.
 * `drafts` are the viewer's own. `via`: whose device they look through, in one-device rooms.
 */
export function viewFor({
  drafts,
  ...given
}: {
  room: Room;
  context: RoomContext;
  viewer: PersonId;
  via?: PersonId;
  words: Words[];
  drafts: Draft[];
  now: Instant;
}): RoomView {
  const scene = sceneOf(given);
  const { room } = scene;
  const notBegun = room.status === 'none' || room.status === 'lobby' || room.status === 'discarded';
  return {
    session: viewSession(scene),
    me: viewMe(scene),
    seats: viewSeats(scene),
    ...optional('unseated', viewUnseated(scene)),
    ...optional('door', viewDoor(scene)),
    ...(notBegun ? nothingYet : viewStarted({ ...scene, room })),
    can: actsOpenTo(situationIn(scene)),
    canWrite: room.status === 'running' ? kindsOpenTo({ ...scene, room }) : [],
    drafts,
  };
}

const nothingYet = { airtime: [], freeRoles: [], passed: false, strip: [], artefacts: [] };

function viewStarted(
  scene: Scene<Started>,
): Omit<RoomView, 'session' | 'me' | 'seats' | 'door' | 'can' | 'canWrite' | 'drafts'> {
  const { room, context, viewer } = scene;
  const common = {
    airtime: viewAirtime(scene),
    strip: viewStrip(scene),
    artefacts: viewArtefacts(scene),
    ...optional('objective', viewObjective(scene)),
    ...optional('nextSession', isGuest(scene) ? undefined : viewNextSession(scene)),
  };
  if (room.status !== 'running')
    return {
      ...common,
      freeRoles: [],
      passed: false,
      after: viewAfter({ ...scene, room }),
      ...optional('discard', viewDiscard({ ...scene, room })),
    };
  const live = { ...scene, room };
  const { roleSwap } = room;
  return {
    ...common,
    clock: viewClock(live),
    ...optional('now', viewNow(live)),
    ...optional('tool', viewTool(live)),
    ...optional('turn', viewTurn(live)),
    ...optional('pause', viewPause(live)),
    ...optional('asking', viewAsking(live)),
    ...optional('roleSwap', roleSwap && { ...roleSwap, forMe: roleSwap.to === viewer }),
    freeRoles: freeRoles(room, context.playbook.roles),
    passed: room.passed.some(({ person, step }) => person === viewer && step === room.at),
    ...optional('next', viewNext(live)),
  };
}

function kindsOpenTo(scene: Scene<Live>): WordsKind[] {
  const situation = { ...situationIn(scene), room: scene.room };
  if (!scene.room.present.includes(scene.viewer)) return [];
  return (Object.keys(writeRules) as WordsKind[]).filter((kind) => !mayWrite(kind, situation));
}

/** Leaves a key out where there is nothing to say, so that equal views are equal texts. */
function optional<K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [key in K]: V });
}
