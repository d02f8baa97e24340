import { toldCircles } from '#core/demonstration/circles.ts';
import { type Cast, cast } from '#core/demonstration/story.ts';
import { templateClauses } from '#features/agreements/use-cases/propose-template.ts';
import { findShippedPlaybook } from '#features/playbooks/use-cases/find-shipped-playbook.ts';
import type { App } from '#server/app.ts';
import { newId } from '#server/ids.ts';
import type { Operator } from '../access.ts';
import { writeBetween } from '../store/between-rows.ts';
import { writeCircle } from '../store/circle-rows.ts';
import { insertDemonstration, noRows } from '../store/demonstration.ts';
import { countOrganisations } from '../store/door.ts';
import { writeEntries } from '../store/entry-rows.ts';
import { writeGoals } from '../store/goal-rows.ts';
import { writeNotes } from '../store/note-rows.ts';
import { writeProfiles } from '../store/profile-rows.ts';

/**
 * Makes the demonstration, unless there is one: a made-up organisation whose three circles stand at different places. All
 * of it in one transaction.
 *
 * @param _operator proves that whoever asks opened the terminal's link
 */
export async function createDemonstration(
  { database, clock }: Pick<App, 'database' | 'clock'>,
  _operator: Operator,
): Promise<void> {
  const { demonstrations } = await database.asNobody(countOrganisations);
  if (demonstrations > 0) return;
  const rows = noRows();
  const now = clock.now().getTime();
  const people = Object.fromEntries(cast.map(({ key }) => [key, newId()])) as Record<Cast, string>;
  for (const { key, name, pronouns, timeZone, languages } of cast) {
    // Nobody owns a made-up organisation: its people can do what any colleague can.
    rows.person.push({
      id: people[key],
      name,
      pronouns,
      time_zone: timeZone,
      languages: [...languages],
      role: 'person',
    });
  }
  const writing = { rows, now, people, playbook: shipped, clauses: templateClauses, newId };
  writeProfiles(writing);
  for (const told of toldCircles) writeCircle(writing, told);
  writeGoals(writing);
  writeNotes(writing);
  writeEntries(writing);
  writeBetween(writing);
  await database.asMaintenance((tx) =>
    insertDemonstration(tx, { id: newId(), name: 'Lantern & Loom (demonstration)' }, rows),
  );
}

function shipped(slug: string) {
  const found = findShippedPlaybook(slug);
  if (!found) throw new Error(`the library has no ${slug}, which the demonstration plays`);
  return found;
}
