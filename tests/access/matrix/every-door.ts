import { circles } from './circles.ts';
import { exchangeDoors } from './exchange.ts';
import { growth } from './growth.ts';
import { library } from './library.ts';
import { people } from './people.ts';
import { practice } from './practice.ts';
import { rounds } from './rounds.ts';
import type { Row } from './row.ts';
import { sessions } from './sessions.ts';
import { sharing } from './sharing.ts';
import { skills } from './skills.ts';
import { visits } from './visits.ts';

/** All doors of the program. The matrix knocks at each, canaries are looked for behind each, odd input is sent to each. */
export const everyDoor: Row[] = [
  ...circles,
  ...sessions,
  ...people,
  ...library,
  ...skills,
  ...practice,
  ...sharing,
  ...growth,
  ...rounds,
  ...exchangeDoors,
  ...visits,
];
