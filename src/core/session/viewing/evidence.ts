import type { Step } from '../../playbook/playbook.ts';
import type { Live } from '../deciding/situation.ts';
import { observedStep, passOf } from '../roles-now.ts';
import type { DebriefTool, EvidenceGroup, SheetView } from '../view-tool.ts';
import { viewNotes } from './kept.ts';
import { rowsOf, type Scene } from './scene.ts';

/** The viewer's own sheet of this pass; nobody else's row is counted into it. */
export function viewSheet({ room, viewer, words }: Scene<Live>, step: Step): SheetView {
  const thisPass = ({ author, pass }: { author: string; pass: number }) =>
    author === viewer && pass === passOf(room, room.at);
  const mine = rowsOf(words, 'observation', room.at).filter(thisPass);
  const anchors = rowsOf(words, 'anchor', room.at).filter(thisPass);
  return {
    behaviours: step.behaviours.map((text, behaviour) => ({
      behaviour,
      text,
      count: mine.filter(({ body }) => body.behaviour === behaviour).length,
    })),
    mine: mine.map(({ id, body: { kind: _, ...observation } }) => ({ id, ...observation })),
    ...(room.anchorsAsked
      ? {
          anchors: step.behaviours.map((_, behaviour) => {
            const marked = anchors.find(({ body }) => body.behaviour === behaviour);
            return { behaviour, ...(marked ? { id: marked.id, level: marked.body.level } : {}) };
          }),
        }
      : {}),
  };
}

/** What was seen in the drill before, in all its passes, by observer. */
export function viewDebrief(scene: Scene<Live>): DebriefTool {
  const { room, context, words } = scene;
  const observed = observedStep(room) ?? room.at;
  const behaviours = context.playbook.steps[room.plan[observed]?.step ?? -1]?.behaviours ?? [];
  const anchors = rowsOf(words, 'anchor', observed).map(({ id, author, subject, body }) => ({
    id,
    author,
    ...(subject ? { about: subject } : {}),
    behaviour: behaviours[body.behaviour] ?? '',
    level: body.level,
  }));
  return {
    kind: 'debrief',
    evidence: groups(scene, { observed, behaviours }),
    anchors,
    notes: viewNotes(scene, observed),
    behaviours,
    questions: context.playbook.debrief,
  };
}

function groups(
  { room, words }: Scene<Live>,
  { observed, behaviours }: { observed: number; behaviours: string[] },
): EvidenceGroup[] {
  // One's own sealed rows of a pass that is not released have no place among what is swapped.
  const rows = rowsOf(words, 'observation', observed).filter(({ releasedAt }) => releasedAt !== undefined);
  return room.seats.flatMap((observer) => {
    const theirs = rows.filter(({ author }) => author === observer);
    const about = theirs[0]?.subject;
    if (theirs.length === 0) return [];
    const items = theirs.map(({ id, body }) => {
      const behaviour = body.behaviour === undefined ? undefined : behaviours[body.behaviour];
      return { id, ...(behaviour ? { behaviour } : {}), quote: body.quote, offset: body.offset };
    });
    return [{ observer, ...(about ? { about } : {}), items }];
  });
}
