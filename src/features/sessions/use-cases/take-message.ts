import type { Draft } from '#core/session/view.ts';
import type { App } from '#server/app.ts';
import type { SessionMember } from '../access.ts';
import type { DoorMessage } from '../input.ts';
import { keepDraft } from '../store/drafts.ts';
import { type Applied, applyCommand } from './apply-command.ts';

export interface Taken {
  /** One answer for each command, in their order. */
  results: ({ id: string } & Applied)[];
}

/** Keeps what is being typed, then applies the commands in their order; a refused one does not stop the next. */
export async function takeMessage(app: App, member: SessionMember, message: DoorMessage): Promise<Taken> {
  if (message.drafts.length > 0) {
    await app.database.asPerson(member, async (_tx, client) => {
      for (const draft of message.drafts) await keepDraft(client, member, draft as Draft);
    });
  }
  const results: Taken['results'] = [];
  for (const { id, act } of message.commands) {
    const applied = await applyCommand(app, member, {
      id,
      by: member.personId,
      ...(member.via ? { via: member.via } : {}),
      act,
    });
    app.metrics.countCommand(applied.ok ? 'applied' : 'refused');
    results.push({ id, ...applied });
  }
  return { results };
}
