import type { Act } from '#core/session/command.ts';
import type { RoomView } from '#core/session/view.ts';
import type { App } from '#server/app.ts';
import { isId, newId } from '#server/ids.ts';
import type { SessionMember } from '../access.ts';
import { act as actShape, doorMessage } from '../input.ts';
import { actFromForm } from '../views/act-from-form.ts';
import type { Applied } from './apply-command.ts';
import { takeMessage } from './take-message.ts';

/**
 * An act that was posted as a form, by a browser without script. The form carries the command's id, so that one which is
 * posted twice is applied once. What was typed is kept as a draft when it is refused, and forgotten when it is taken up.
 * Undefined: the form is not one of ours.
 */
export async function actByForm(
  app: App,
  member: SessionMember,
  { data, view, serverNow }: { data: FormData; view: RoomView; serverNow: number },
): Promise<Applied | undefined> {
  if (data.get('kind') === 'observation' && !data.get('offset'))
    data.set('offset', String(elapsed(view, serverNow)));
  const parsed = actShape.safeParse(actFromForm(data, newId));
  if (!parsed.success) return undefined;
  const command = { id: idOf(data), act: parsed.data as Act };
  const { results } = await takeMessage(app, member, { commands: [command], drafts: [] });
  const [applied] = results;
  if (applied) await keepTyped(app, member, data, applied);
  return applied;
}

function idOf(data: FormData): string {
  const given = data.get('command');
  return typeof given === 'string' && isId(given) ? given : newId();
}

/** Milliseconds into the running step, pauses not counted. */
function elapsed({ clock }: RoomView, serverNow: number): number {
  if (!clock) return 0;
  const left = clock.endsAt === undefined ? (clock.remaining ?? 0) * 1000 : clock.endsAt - serverNow;
  return Math.max(0, Math.round(clock.total * 1000 - left));
}

async function keepTyped(app: App, member: SessionMember, data: FormData, applied: Applied): Promise<void> {
  const form = data.get('draft');
  if (typeof form !== 'string' || !form) return;
  const { ok: _, ...reason } = applied;
  const drafts = [...data]
    .filter(([name, value]) => !unwritten.has(name) && typeof value === 'string' && value.trim())
    .map(([name, value]) => {
      const field = `${form}:${name}`;
      return applied.ok ? { field, body: null } : { field, body: value, refused: JSON.stringify(reason) };
    });
  // A form brings as much as it likes; what is kept of it is what the other door would keep.
  const message = doorMessage.safeParse({ drafts });
  if (message.success) await takeMessage(app, member, message.data);
}

/** Fields that nobody types. */
const unwritten = new Set(
  'act kind subject wordsId commitmentId command holder draft offset behaviour timeZone'.split(' '),
);
