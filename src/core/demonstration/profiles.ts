import { type DayHours, weekFromHours } from '../people/week.ts';
import type { Cast } from './story.ts';

/** What one of the demonstration's people brings. Skills are slugs of those that come with Rondo. */
export interface ToldProfile {
  department: string;
  /** From 1, just started, to 6. */
  roleLevel: number;
  moments: readonly string[];
  /** The same on each day of the working week, on their own clock. */
  hours: DayHours;
  strengths: readonly string[];
  wishes: readonly string[];
  /** The one skill that they are at, and since when. */
  focus?: { skill: string; daysAgo: number };
}

/** In minutes after midnight. */
const hour = 60;
const hours = (from: number, to: number, bestFrom: number, bestTo: number): DayHours => ({
  from: from * hour,
  to: to * hour,
  bestFrom: bestFrom * hour,
  bestTo: bestTo * hour,
});

/** Everybody's wish is somebody else's strength, and all share hours, so that a round among them finds good circles. */
export const toldProfiles: Record<Cast, ToldProfile> = {
  mara: {
    department: 'Product and design',
    roleLevel: 4,
    moments: ['Planning', 'One-to-one'],
    hours: hours(8, 16, 8, 11),
    strengths: ['asking-for-help', 'facilitation'],
    wishes: ['listening', 'delegation'],
    focus: { skill: 'listening', daysAgo: 12 },
  },
  noor: {
    department: 'Operations',
    roleLevel: 3,
    moments: ['Customer call', 'Handover'],
    hours: hours(9, 17, 10, 12),
    strengths: ['clear-writing', 'listening'],
    wishes: ['saying-no', 'negotiation'],
    focus: { skill: 'saying-no', daysAgo: 9 },
  },
  ilya: {
    department: 'Engineering',
    roleLevel: 3,
    moments: ['Review', 'Stand-up'],
    hours: hours(8, 16, 9, 12),
    strengths: ['code-review-dialogue', 'estimating'],
    wishes: ['presenting', 'giving-feedback'],
  },
  ama: {
    department: 'Support',
    roleLevel: 2,
    moments: ['Customer call', 'Chat'],
    hours: hours(8, 16, 8, 10),
    strengths: ['listening', 'conflict-repair'],
    wishes: ['facilitation', 'estimating'],
  },
  tomas: {
    department: 'Sales',
    roleLevel: 3,
    moments: ['Customer call', 'Planning'],
    hours: hours(9, 18, 10, 13),
    strengths: ['negotiation', 'objection-handling'],
    wishes: ['clear-writing', 'receiving-feedback'],
  },
  wren: {
    department: 'People and culture',
    roleLevel: 4,
    moments: ['One-to-one', 'Meeting'],
    hours: hours(7, 15, 7, 10),
    strengths: ['giving-feedback', 'receiving-feedback'],
    wishes: ['running-a-decision', 'difficult-conversations'],
  },
  leila: {
    department: 'Engineering',
    roleLevel: 5,
    moments: ['Planning', 'Incident'],
    hours: hours(8, 16, 9, 11),
    strengths: ['delegation', 'running-a-decision'],
    wishes: ['asking-for-help', 'code-review-dialogue'],
  },
  bruno: {
    department: 'Marketing and communication',
    roleLevel: 2,
    moments: ['Meeting', 'Chat'],
    hours: hours(9, 17, 11, 14),
    strengths: ['presenting', 'saying-no'],
    wishes: ['conflict-repair', 'objection-handling'],
  },
  // The afternoon of Tokyo is the morning of the others.
  kenji: {
    department: 'Product and design',
    roleLevel: 1,
    moments: ['First weeks', 'Meeting'],
    hours: hours(14, 22, 16, 20),
    strengths: ['difficult-conversations', 'clear-writing'],
    wishes: ['asking-for-help', 'presenting'],
  },
};

/** The half-hours of a whole week with these hours from Monday to Friday. */
export function workingWeek(day: DayHours): string {
  return weekFromHours('0'.repeat(336), [day, day, day, day, day, {}, {}]);
}
