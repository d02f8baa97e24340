import { toldProfiles, workingWeek } from '#core/demonstration/profiles.ts';
import { type Cast, cast } from '#core/demonstration/story.ts';
import { welcomeSteps } from '#core/welcome/steps.ts';
import type { Writing } from './demonstration.ts';

const day = 24 * 60 * 60_000;

/** Who has not been through the welcome yet, so that it can be seen. */
const newcomer: Cast = 'kenji';

/** Writes what the demonstration's people bring: hours, strengths, wishes, what they are at. */
export function writeProfiles({ rows, now, people }: Writing): void {
  for (const { key } of cast) {
    const told = toldProfiles[key];
    const person = { person_id: people[key] };
    rows.person_profile.push({
      ...person,
      department: told.department,
      role_level: told.roleLevel,
      moments: [...told.moments],
      week: workingWeek(told.hours),
      focus_skill: told.focus?.skill ?? null,
    });
    for (const skill of told.strengths)
      rows.person_skill.push({ ...person, skill, offered: true, wanted: false });
    for (const skill of told.wishes)
      rows.person_skill.push({ ...person, skill, offered: false, wanted: true });
    if (told.focus) {
      const { skill, daysAgo } = told.focus;
      rows.focus_period.push({ ...person, skill, began_at: new Date(now - daysAgo * day) });
    }
    if (key === newcomer) continue;
    rows.person_welcome.push({ ...person, kept: [...welcomeSteps], settled_at: new Date(now - 7 * day) });
  }
}
