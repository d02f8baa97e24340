import type { Live } from '../deciding/situation.ts';
import { practises } from '../roles-now.ts';
import type { Tool } from '../view-tool.ts';
import { viewCheckIn, viewCommit, viewReflect } from './cards.ts';
import { viewDebrief, viewSheet } from './evidence.ts';
import { viewDraft, viewRating, viewScale, viewSuggest } from './exchange.ts';
import { viewNotes } from './kept.ts';
import { rowsOf, type Scene, stepHere } from './scene.ts';

/** The side tool of the running step, with as much of its words as the viewer may read. */
export function viewTool(scene: Scene<Live>): Tool | undefined {
  const here = stepHere(scene);
  if (!here) return undefined;
  const { room, viewer, words, context } = scene;
  const { at } = room;
  switch (here.step.kind) {
    case 'check-in':
      return viewCheckIn(scene);
    case 'strengths': {
      const strengths = rowsOf(words, 'strength').map(({ id, author, subject, body }) => ({
        id,
        author,
        ...(subject ? { subject } : {}),
        text: body.text,
      }));
      return { kind: 'strengths', strengths };
    }
    case 'intentions': {
      const intentions = rowsOf(words, 'intention', at).map(lineOf);
      const mine = intentions.find(({ author }) => author === viewer);
      return { kind: 'intentions', intentions, ...(mine ? { mine } : {}) };
    }
    case 'consent':
      return { kind: 'consent', hardMoments: context.hardMoments };
    case 'objective':
      return {
        kind: 'objective',
        mine: rowsOf(words, 'objective', at).some(({ author }) => author === viewer),
      };
    case 'round':
    case 'free':
      return { kind: here.step.kind, notes: viewNotes(scene, at) };
    case 'drill':
    case 'demonstrate': {
      const sheet = practises(room) === viewer ? undefined : viewSheet(scene, here.step);
      return { kind: here.step.kind, ...(sheet ? { sheet } : {}), notes: viewNotes(scene, at) };
    }
    case 'debrief':
      return viewDebrief(scene);
    case 'suggest':
      return viewSuggest(scene, here.step);
    case 'draft':
      return viewDraft(scene, here.step);
    case 'rating':
      return viewRating(scene, here.step);
    case 'scale':
      return viewScale(scene, here.step);
    case 'commit':
      return viewCommit(scene);
    case 'reflect':
      return viewReflect(scene);
    case 'gratitude': {
      const thanks = rowsOf(words, 'thanks').map(({ subject, ...row }) => ({
        ...lineOf(row),
        subject: subject ?? row.author,
      }));
      return { kind: 'gratitude', thanks };
    }
  }
}

function lineOf({ id, author, body }: { id: string; author: string; body: { text: string } }) {
  return { id, author, text: body.text };
}
