import { entryOf } from '#core/playbook/entry.ts';
import { parsePlaybook } from '#core/playbook/parse.ts';
import type { CircleMember } from '#features/circles/access.ts';
import { findPlannedSession } from '#features/sessions/use-cases/change-planned.ts';
import type { Tx } from '#server/database.ts';
import { type CirclePlaybook, findPlaybookFor } from './find-playbook-for.ts';

/**
 * The playbook that a planning page is about. Where it changes a session that is planned with this one already, the text is
 * the session's, with what the circle changed in it, though it was never kept.
 */
export async function findPlaybookToPlan(
  tx: Tx,
  member: CircleMember,
  { slug, session }: { slug: string; session?: string | undefined },
): Promise<CirclePlaybook | undefined> {
  const found = await findPlaybookFor(tx, member, slug);
  const planned = session && (await findPlannedSession(tx, member, session));
  if (!planned || planned.playbook?.slug !== slug || planned.playbook.text === found?.text) return found;
  const { text } = planned.playbook;
  const parsed = parsePlaybook(text);
  if (!parsed.ok) return found;
  return { ...found, slug, text, playbook: parsed.playbook, entry: entryOf(slug, parsed.playbook) };
}
