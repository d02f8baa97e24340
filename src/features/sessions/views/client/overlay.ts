import type { Act } from '#core/session/command.ts';
import type { RoomView } from '#core/session/view.ts';
import type { SheetView } from '#core/session/view-tool.ts';

/**
 * The view as it will be when these acts have been taken up; only for what is the viewer's own and harmless to show
 * early. An act that the view already knows changes nothing, so it does not matter which arrives first.
 */
export function overlay(view: RoomView, acts: readonly Act[]): RoomView {
  return acts.reduce(lay, view);
}

function lay(view: RoomView, act: Act): RoomView {
  const { tool } = view;
  if (act.type === 'pass') return { ...view, passed: true };
  const sheet = tool && 'sheet' in tool ? tool.sheet : undefined;
  if (!tool || !sheet) return view;
  if (act.type === 'write' && act.body.kind === 'observation')
    return {
      ...view,
      tool: { ...tool, sheet: noted(sheet, act.wordsId, act.body) } as RoomView['tool'] & object,
    };
  if (act.type === 'remove')
    return { ...view, tool: { ...tool, sheet: undone(sheet, act.wordsId) } as RoomView['tool'] & object };
  return view;
}

function noted(
  sheet: SheetView,
  id: string,
  { behaviour, quote, offset }: { behaviour?: number; quote: string; offset: number },
): SheetView {
  if (sheet.mine.some((each) => each.id === id)) return sheet;
  const note = { id, ...(behaviour === undefined ? {} : { behaviour }), quote, offset };
  return { ...counted(sheet, behaviour, 1), mine: [...sheet.mine, note] };
}

function undone(sheet: SheetView, id: string): SheetView {
  const gone = sheet.mine.find((each) => each.id === id);
  if (!gone) return sheet;
  return { ...counted(sheet, gone.behaviour, -1), mine: sheet.mine.filter((each) => each !== gone) };
}

function counted(sheet: SheetView, behaviour: number | undefined, by: 1 | -1): SheetView {
  const behaviours = sheet.behaviours.map((each) =>
    each.behaviour === behaviour ? { ...each, count: each.count + by } : each,
  );
  return { ...sheet, behaviours };
}
