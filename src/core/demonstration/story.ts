/** The demonstration's people, all made up. `key` is also the host on which each of them lives: `mara.localhost`. */
export const cast = [
  {
    key: 'mara',
    name: 'Mara Lindqvist',
    pronouns: 'she/her',
    timeZone: 'Europe/Stockholm',
    languages: ['sv', 'en'],
  },
  {
    key: 'noor',
    name: 'Noor Haddad',
    pronouns: 'she/her',
    timeZone: 'Europe/Amsterdam',
    languages: ['nl', 'ar', 'en'],
  },
  {
    key: 'ilya',
    name: 'Ilya Petrenko',
    pronouns: 'he/him',
    timeZone: 'Europe/Warsaw',
    languages: ['uk', 'en'],
  },
  { key: 'ama', name: 'Ama Mensah', pronouns: 'she/her', timeZone: 'Europe/London', languages: ['en'] },
  {
    key: 'tomas',
    name: 'Tomás Vidal',
    pronouns: 'he/him',
    timeZone: 'Europe/Madrid',
    languages: ['es', 'en'],
  },
  {
    key: 'wren',
    name: 'Wren Calloway',
    pronouns: 'they/them',
    timeZone: 'Europe/Dublin',
    languages: ['en', 'ga'],
  },
  {
    key: 'leila',
    name: 'Leila Farahani',
    pronouns: 'she/her',
    timeZone: 'Europe/Berlin',
    languages: ['de', 'en'],
  },
  { key: 'bruno', name: 'Bruno Sala', pronouns: 'he/him', timeZone: 'Europe/Rome', languages: ['it', 'en'] },
  { key: 'kenji', name: 'Kenji Arata', pronouns: 'he/him', timeZone: 'Asia/Tokyo', languages: ['en'] },
] as const;

export type Cast = (typeof cast)[number]['key'];

/** What one person brings to one session; said wherever the playbook asks for it. */
export interface Lines {
  attempted: string;
  harder: string;
  strength: string;
  intention: string;
  objective: { text: string; seenBy: string };
  /** What they hear as an observer: seconds into the drill, words. */
  heard: readonly (readonly [number, string])[];
  suggestion: string;
  card: {
    experiment: string;
    behaviour: string;
    context: string;
    criterion: string;
    assumption?: string;
    evidence?: string;
  };
  insight: string;
  habit: string;
  obstacle: string;
}

/** How a card went afterwards, and who saw it in the wild. */
export interface Aftermath {
  outcome: 'attempted' | 'learned' | 'adjusted' | 'let go';
  note: string;
  /** 1 to 4. */
  felt: number;
  seen?: { by: Cast; text: string };
}

export interface ToldSession {
  playbook: string;
  /** Before now. */
  daysAgo: number;
  lines: Partial<Record<Cast, Partial<Lines>>>;
  aftermath: Partial<Record<Cast, Aftermath>>;
}

export interface ToldCircle {
  name: string;
  purpose: string;
  focusSkill: string;
  members: readonly Cast[];
  /** Who has consented to the agreement. When it is everyone it is in force, since before the first session. */
  consented: readonly Cast[];
  founded: number;
  sessions: readonly ToldSession[];
  /** What it set out to do, once everyone agreed. */
  cycle?: { daysAgo: number; outcome: string; criteria: readonly string[]; sessions: number };
  /** The next one: days from now and what is played; without a playbook only the time is set. */
  next?: { inDays: number; playbook?: string };
}
